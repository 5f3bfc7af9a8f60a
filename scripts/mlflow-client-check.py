"""Uses a running Assay through the unmodified MLflow client, as a training script would, and checks what comes back.

Reads MLFLOW_TRACKING_URI and MLFLOW_TRACKING_TOKEN (or user and password), like any such script. The token's owner must
be allowed to register and to promote (roles ml_engineer and approver). Ends with status 1 at the first difference.
"""

import json
import math
import os
import sys
import tempfile
import uuid
import warnings

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
# A server error shows at once instead of being repeated for minutes.
os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
warnings.filterwarnings("ignore")

import mlflow
import numpy
import pandas
from mlflow import MlflowClient
from mlflow.entities import AssessmentSource, Feedback, Metric, Param, RunTag
from mlflow.exceptions import MlflowException
from sklearn.linear_model import LogisticRegression

suffix = uuid.uuid4().hex[:8]
client = MlflowClient()
checks = 0


def check(what, found, wanted):
    global checks
    checks += 1
    if found != wanted:
        sys.exit(f"{what}: found {found!r}, wanted {wanted!r}")


def refused(what, code, call):
    global checks
    checks += 1
    try:
        call()
    except MlflowException as error:
        if error.error_code != code:
            sys.exit(f"{what}: refused with {error.error_code} ({error}), wanted {code}")
        return str(error)
    sys.exit(f"{what}: was not refused, wanted {code}")


def experiment():
    name = f"churn-{suffix}"
    first = mlflow.set_experiment(name)
    check("the same experiment again", mlflow.set_experiment(name).experiment_id, first.experiment_id)
    client.set_experiment_tag(first.experiment_id, "area", "retention")
    check("an experiment's tag", client.get_experiment(first.experiment_id).tags["area"], "retention")
    found = client.search_experiments(filter_string=f"name = '{name}' AND tags.area = 'retention'")
    check("search_experiments", [e.experiment_id for e in found], [first.experiment_id])
    refused("a second experiment of that name", "RESOURCE_ALREADY_EXISTS", lambda: client.create_experiment(name))
    return first


def training(experiment):
    data = pandas.DataFrame({"months": [0, 1, 2, 3, 4, 5], "churned": [1, 1, 1, 0, 0, 0]})
    dataset = mlflow.data.from_pandas(data, source="s3://bucket/churn.csv", name="churn", targets="churned")
    with mlflow.start_run(run_name="first", tags={"team": "retention"}) as run:
        mlflow.log_params({"solver": "lbfgs", "C": 1.0})
        for step in range(5):
            mlflow.log_metric("loss", 1.0 / (step + 1), step=step)
        mlflow.log_metric("broken", float("nan"), step=1)
        mlflow.log_metric("broken", float("inf"), step=2)
        mlflow.log_input(dataset, context="training")
        mlflow.log_text("notes on churn\n", "notes/read me.txt")
        mlflow.log_dict({"a": [1, 2]}, "plain.json")
        model = LogisticRegression().fit(data[["months"]], data["churned"])
        logged = mlflow.sklearn.log_model(
            model, name="classifier", input_example=data[["months"]].head(2), registered_model_name=f"churn-{suffix}"
        )
        mlflow.log_metric("accuracy", 0.9, model_id=logged.model_id, dataset=dataset)
    return run.info.run_id, logged, model


def run_comes_back(experiment, run_id):
    run = client.get_run(run_id)
    check("status", run.info.status, "FINISHED")
    check("parameters", run.data.params, {"solver": "lbfgs", "C": "1.0"})
    check("latest loss", run.data.metrics["loss"], 0.2)
    check("run name in the tags", run.data.tags["mlflow.runName"], "first")
    check("dataset input", run.inputs.dataset_inputs[0].dataset.name, "churn")
    history = client.get_metric_history(run_id, "loss")
    check("steps of the history", [m.step for m in history], [0, 1, 2, 3, 4])
    broken = client.get_metric_history(run_id, "broken")
    check("not a number stays that", math.isnan(broken[0].value), True)
    check("infinity becomes the largest number", broken[1].value, sys.float_info.max)
    found = mlflow.search_runs(
        experiment_ids=[experiment.experiment_id],
        filter_string="metrics.loss < 0.5 and params.solver = 'lbfgs' and attributes.status = 'FINISHED'",
        order_by=["metrics.loss DESC"],
    )
    check("search_runs", list(found["run_id"]), [run_id])
    none = mlflow.search_runs(experiment_ids=[experiment.experiment_id], filter_string="metrics.loss > 0.5")
    check("search_runs that matches nothing", len(none), 0)
    refused("a parameter twice", "INVALID_PARAMETER_VALUE", lambda: client.log_param(run_id, "solver", "saga"))
    refused("OR in a filter", "INVALID_PARAMETER_VALUE", lambda: mlflow.search_runs(
        experiment_ids=[experiment.experiment_id], filter_string="metrics.loss < 1 OR metrics.loss > 2"))


def batches(experiment):
    run_id = client.create_run(experiment.experiment_id).info.run_id
    client.log_batch(
        run_id,
        metrics=[Metric(f"m{i % 7}", float(i), 1000 + i, i) for i in range(1001)],
        params=[Param(f"p{i}", str(i)) for i in range(100)],
        tags=[RunTag(f"t{i}", str(i)) for i in range(100)],
    )
    run = client.get_run(run_id)
    check("parameters of a batch", len(run.data.params), 100)
    check("the latest of a batch", run.data.metrics["m0"], 994.0)
    check("the history of a batch", len(client.get_metric_history(run_id, "m3")), 143)
    client.delete_run(run_id)
    check("a deleted run", client.get_run(run_id).info.lifecycle_stage, "deleted")
    client.restore_run(run_id)
    client.set_terminated(run_id, "KILLED")
    check("a run that was killed", client.get_run(run_id).info.status, "KILLED")


def artifacts(run_id):
    check("artifacts", sorted(a.path for a in client.list_artifacts(run_id)), ["notes", "plain.json"])
    check("a folder", [a.path for a in client.list_artifacts(run_id, "notes")], ["notes/read me.txt"])
    check("a text", mlflow.artifacts.load_text(f"runs:/{run_id}/notes/read me.txt"), "notes on churn\n")
    with tempfile.TemporaryDirectory() as folder:
        path = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="plain.json", dst_path=folder)
        with open(path) as file:
            check("a downloaded file", json.load(file), {"a": [1, 2]})
        empty = os.path.join(folder, "empty.bin")
        open(empty, "w").close()
        client.log_artifact(run_id, empty)
        path = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="empty.bin", dst_path=folder)
        check("an empty file", os.path.getsize(path), 0)


def registry(run_id, logged, model):
    name = f"churn-{suffix}"
    version = client.get_model_version(name, "1")
    check("the version's run", version.run_id, run_id)
    check("the version's state", version.status, "READY")
    client.set_registered_model_alias(name, "champion", "1")
    check("by alias", client.get_model_version_by_alias(name, "champion").version, "1")
    loaded = mlflow.sklearn.load_model(f"models:/{name}@champion")
    sample = numpy.array([[0], [4]])
    check("the loaded model predicts the same", loaded.predict(sample).tolist(), model.predict(sample).tolist())
    second = mlflow.register_model(f"runs:/{run_id}/classifier", name, tags={"checked": "yes"})
    check("the next number", str(second.version), "2")
    found = client.search_model_versions(f"name = '{name}' and tags.checked = 'yes'")
    check("search_model_versions", [v.version for v in found], ["2"])
    client.transition_model_version_stage(name, "2", "Production", archive_existing_versions=True)
    client.set_registered_model_alias(name, "champion", "2")
    latest = client.get_latest_versions(name, ["Production"])
    check("in production", [v.version for v in latest], ["2"])
    client.set_registered_model_tag(name, "area", "retention")
    client.update_registered_model(name, "Predicts churn.")
    found = client.search_registered_models(f"name LIKE 'churn-%' and tags.area = 'retention'")
    check("search_registered_models", name in [m.name for m in found], True)
    refused("an alias that is none", "INVALID_PARAMETER_VALUE",
            lambda: client.get_model_version_by_alias(name, "nobody"))
    refused("a model that is none", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_registered_model(f"none-{suffix}"))
    copied = client.copy_model_version(f"models:/{name}/1", f"copy-{suffix}")
    check("a copied version", mlflow.pyfunc.load_model(f"models:/copy-{suffix}/{copied.version}").predict(
        pandas.DataFrame({"months": [4]})).tolist(), [0])
    client.delete_model_version(name, "1")
    refused("a deleted version", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_model_version(name, "1"))
    client.rename_registered_model(f"copy-{suffix}", f"moved-{suffix}")
    client.delete_registered_model(f"moved-{suffix}")
    refused("a deleted model", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_registered_model(f"moved-{suffix}"))


def logged_models(experiment, logged):
    found = mlflow.search_logged_models(experiment_ids=[experiment.experiment_id], output_format="list")
    check("search_logged_models", logged.model_id in [m.model_id for m in found], True)
    keys = [m.key for m in mlflow.get_logged_model(logged.model_id).metrics]
    check("a logged model's metric", "accuracy" in keys, True)


def autologging():
    mlflow.set_experiment(f"auto-{suffix}")
    mlflow.sklearn.autolog()
    with mlflow.start_run() as run:
        LogisticRegression(C=2.0).fit([[0], [1], [2], [3]], [0, 0, 1, 1])
    mlflow.sklearn.autolog(disable=True)
    logged = client.get_run(run.info.run_id)
    check("an autologged parameter", logged.data.params["C"], "2.0")
    check("an autologged metric", "training_score" in logged.data.metrics, True)
    check("an autologged figure", "training_confusion_matrix.png" in
          [a.path for a in client.list_artifacts(run.info.run_id)], True)


def traces(experiment):
    mlflow.set_experiment(experiment_id=experiment.experiment_id)

    @mlflow.trace
    def double(x):
        return 2 * x

    double(21)
    mlflow.flush_trace_async_logging()
    found = mlflow.search_traces(locations=[experiment.experiment_id], return_type="list")
    check("a trace", len(found), 1)
    check("its span", found[0].data.spans[0].name, "double")


def prompts(experiment):
    name = f"greeting-{suffix}"
    first = mlflow.genai.register_prompt(name, "Hello {{name}}", commit_message="first", tags={"area": "mail"})
    check("a prompt's version", first.version, 1)
    chat = [{"role": "user", "content": "{{question}}"}]
    second = mlflow.genai.register_prompt(name, chat, response_format={"type": "object"}, model_config={"temperature": 0.5})
    check("a prompt of messages", second.template, chat)
    check("by version", mlflow.genai.load_prompt(name, version=1).format(name="Ada"), "Hello Ada")
    mlflow.genai.set_prompt_alias(name, "live", 2)
    check("by alias", mlflow.genai.load_prompt(f"prompts:/{name}@live").version, 2)
    check("the newest", mlflow.genai.load_prompt(f"prompts:/{name}@latest").version, 2)
    check("a prompt's model", mlflow.genai.load_prompt(name, version=2).model_config, {"temperature": 0.5})
    mlflow.genai.set_prompt_tag(name, "owner", "support")
    check("a prompt's tags", mlflow.genai.get_prompt_tags(name)["owner"], "support")
    found = [p.name for p in mlflow.genai.search_prompts(f"name = '{name}'")]
    check("search_prompts", found, [name])
    found = [p.name for p in mlflow.genai.search_prompts("tags.owner = 'support'")]
    check("search_prompts by tag", name in found, True)
    check("versions of a prompt", [v.version for v in client.search_prompt_versions(name)], [2, 1])
    check("a prompt is no model", name in [m.name for m in client.search_registered_models()], False)
    refused("a prompt as a model", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_registered_model(name))
    refused("a version that is none", "RESOURCE_DOES_NOT_EXIST", lambda: mlflow.genai.load_prompt(name, version=9))
    check("a version that may be missing", mlflow.genai.load_prompt(name, version=9, allow_missing=True), None)
    refused("a model of a prompt's name", "RESOURCE_ALREADY_EXISTS", lambda: client.create_registered_model(name))
    run_id = client.create_run(experiment.experiment_id).info.run_id
    client.link_prompt_version_to_run(run_id, f"prompts:/{name}/2")
    linked = json.loads(client.get_run(run_id).data.tags["mlflow.linkedPrompts"])
    check("prompts of a run", linked, [{"name": name, "version": "2"}])
    return name


def judgements(experiment, prompt):
    @mlflow.trace
    def answer(question):
        return "42"

    answer("why?")
    mlflow.flush_trace_async_logging()
    trace_id = mlflow.get_last_active_trace_id()

    def found(**search):
        return [t.info.trace_id for t in mlflow.search_traces(
            locations=[experiment.experiment_id], return_type="list", **search)]

    person = AssessmentSource("HUMAN", "ada@example.com")
    feedback = mlflow.log_feedback(trace_id=trace_id, name="helpful", value=True, source=person, rationale="short")
    check("feedback", (feedback.value, feedback.source.source_id, feedback.valid), (True, "ada@example.com", True))
    mlflow.log_feedback(trace_id=trace_id, name=f"score{suffix}", value=0.5)
    failed = mlflow.log_feedback(trace_id=trace_id, name="judge", error=ValueError("no answer"))
    check("feedback that failed", failed.error.error_code, "ValueError")
    expected = mlflow.log_expectation(trace_id=trace_id, name="answer", value={"number": [42]}, source=person)
    check("an expectation", mlflow.get_assessment(trace_id, expected.assessment_id).value, {"number": [42]})
    names = sorted(a.name for a in mlflow.get_trace(trace_id).info.assessments)
    check("assessments of a trace", names, ["answer", "helpful", "judge", f"score{suffix}"])
    changed = mlflow.update_assessment(trace_id, feedback.assessment_id, Feedback(name="helpful", value=False))
    check("changed feedback", (changed.value, changed.rationale), (False, "short"))
    over = mlflow.override_feedback(trace_id=trace_id, assessment_id=feedback.assessment_id, value=True, source=person)
    check("feedback that another took the place of", mlflow.get_assessment(
        trace_id, feedback.assessment_id).valid, False)
    check("feedback that took a place", over.overrides, feedback.assessment_id)
    mlflow.delete_assessment(trace_id, expected.assessment_id)
    refused("an assessment that is gone", "RESOURCE_DOES_NOT_EXIST",
            lambda: mlflow.get_assessment(trace_id, expected.assessment_id))
    refused("feedback on no trace", "RESOURCE_DOES_NOT_EXIST",
            lambda: mlflow.log_feedback(trace_id="tr-" + "0" * 32, name="x", value=1))
    check("traces by feedback", found(filter_string=f"feedback.score{suffix} = '0.5'"), [trace_id])
    client.link_prompt_versions_to_trace([mlflow.genai.load_prompt(prompt, version=1)], trace_id)
    check("traces by prompt", found(filter_string=f"prompt = '{prompt}/1'"), [trace_id])
    run_id = client.create_run(experiment.experiment_id).info.run_id
    client.link_traces_to_run([trace_id], run_id)
    check("traces of a run", found(run_id=run_id), [trace_id])


def prompts_end(name):
    mlflow.genai.delete_prompt_alias(name, "live")
    client.delete_prompt_version(name, "1")
    refused("a deleted version of a prompt", "RESOURCE_DOES_NOT_EXIST", lambda: mlflow.genai.load_prompt(name, version=1))
    client.delete_prompt(name)
    check("a deleted prompt", mlflow.genai.load_prompt(name, allow_missing=True), None)


def names():
    name = f"a#b & c, {suffix}; 100% \"ä\" 😀"
    client.create_registered_model(name)
    client.create_model_version(name, "s3://bucket/model")
    client.set_registered_model_alias(name, "blue", "1")
    check("a strange name by alias", client.get_model_version_by_alias(name, "blue").version, "1")
    check("a strange name in a filter", [m.name for m in client.search_registered_models(f"name = '{name}'")], [name])
    client.delete_registered_model(name)
    for what, call in [
        ("a tag of", lambda: client.set_registered_model_tag(f"none-{suffix}", "a", "b")),
        ("a version of", lambda: client.create_model_version(f"none-{suffix}", "s3://bucket/model")),
        ("an alias of", lambda: client.set_registered_model_alias(f"none-{suffix}", "blue", "1")),
    ]:
        refused(f"{what} a model that is none", "RESOURCE_DOES_NOT_EXIST", call)


def downloads(run_id, model):
    name = f"churn-{suffix}"
    for uri in [f"models:/{name}/2", f"models:/{name}@champion"]:
        with tempfile.TemporaryDirectory() as folder:
            path = mlflow.artifacts.download_artifacts(uri, dst_path=folder)
            check(f"files of {uri}", os.path.exists(os.path.join(path, "MLmodel")), True)
    loaded = mlflow.pyfunc.load_model(f"models:/{name}/2")
    sample = pandas.DataFrame({"months": [0, 4]})
    check("loaded by number", loaded.predict(sample).tolist(), model.predict(sample).tolist())


def main():
    first = experiment()
    run_id, logged, model = training(first)
    run_comes_back(first, run_id)
    batches(first)
    artifacts(run_id)
    registry(run_id, logged, model)
    logged_models(first, logged)
    traces(first)
    prompt = prompts(first)
    judgements(first, prompt)
    prompts_end(prompt)
    names()
    downloads(run_id, model)
    autologging()
    print(f"The MLflow client {mlflow.__version__} found what it should: {checks} checks.")


main()
