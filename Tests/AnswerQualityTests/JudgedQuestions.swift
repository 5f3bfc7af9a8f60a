/// Questions about the sample workspace with what a person would quote in reply.
enum JudgedQuestions {
    /// Asked by somebody who sees the public channels alone.
    static let employee = "oskar.nowak@tidewater.example"
    /// Asked by a member of the private channel.
    static let member = "grace.holloway@tidewater.example"

    struct Answerable: Sendable {
        let asker: String
        let text: String
        /// Words of sentences any of which answers.
        let expected: [String]
    }

    static let answerable: [Answerable] =
        publicOnes.map { Answerable(asker: employee, text: $0.0, expected: $0.1) }
        + privateOnes.map { Answerable(asker: member, text: $0.0, expected: $0.1) }

    private static let publicOnes: [(String, [String])] = [
        ("Why did we choose PostgreSQL for shipments?", ["Decision: PostgreSQL for shipments"]),
        (
            "Why was the decline threshold of the credit model changed?",
            ["decline threshold changes from 0.62 to 0.55"]
        ),
        (
            "Why did the threshold of the credit model change?",
            ["decline threshold changes from 0.62 to 0.55"]
        ),
        (
            "Why was the ZIP code removed from the credit model?",
            ["ZIP code is removed from the credit model because"]
        ),
        ("Why don't we use Kafka?", ["Decision: no Kafka", "That is not Kafka, that is a table"]),
        (
            "What was the root cause of the empty forecasts in March?",
            ["Root cause: pickups were grouped by local calendar date"]
        ),
        (
            "Why did the disk of the primary database fill up?",
            [
                "its replication slot stayed", "Root cause: the analytics replica was switched off",
                "Nobody reads from it since", "A slot without a reader keeps all WAL",
            ]
        ),
        ("How long does it take to restore production from backup?", ["47 minutes"]),
        (
            "Do we have a feature store?",
            [
                "No, and we looked at buying one", "So: features are tables in the schema features",
                "We said no because it would have cost more",
            ]
        ),
        (
            "Why do we not run a vault product for secrets?",
            [
                "systemd credentials plus a rotation script", "we stay without a vault",
                "there is no further server",
            ]
        ),
        ("Which Python version should notebooks use?", ["3.12 for everything"]),
        (
            "When does the on-call handover happen?",
            ["handover Wednesday at noon", "handover on Wednesday noon"]
        ),
        ("Why is the on-call handover on Wednesday?", ["Because the weekend then sits in the middle"]),
        ("What is the forecast horizon and why?", ["Decision: the horizon is 14 days"]),
        ("Which error metric do we report for the forecast?", ["Decision: WAPE as the main metric"]),
        (
            "Why was MAPE dropped?",
            ["MAPE is no longer reported because", "On lanes with two pickups a day MAPE is a lottery"]
        ),
        (
            "Why did we pick exponential smoothing over gradient boosting for the demand forecast?",
            ["Decision: exponential smoothing with regression terms", "Because a third of our lanes"]
        ),
        (
            "Why did we choose logistic regression for the credit model?",
            ["Decision: logistic regression with eight features"]
        ),
        ("How do we price the forecast product?", ["Decision: we price the forecast per lane"]),
        ("Why is there a minimum of five lanes?", ["Below five lanes the set-up call costs more"]),
        (
            "Who may approve discounts above 12 percent?",
            ["Up to 8 percent without asking, up to 12 with my approval"]
        ),
        ("How is the fuel surcharge calculated?", ["fuel surcharge follows the published diesel index"]),
        (
            "Why did the fuel surcharge become weekly?",
            [
                "because a monthly surcharge left us four weeks behind",
                "fuel surcharge follows the published diesel index",
            ]
        ),
        ("What does Portside Analytics charge?", ["Portside Analytics charges 240 per lane"]),
        ("When does support open in the morning from June?", ["we answer from 6 in the morning"]),
        ("What is the limit for customer dinners?", ["Limit is 60 dollars a person"]),
        ("Who owns the credit model?", ["The credit model belongs to the team credit"]),
        (
            "Which models need a review before they go live?",
            ["everything with risk class high needs my approval"]
        ),
        (
            "Why did the forecast miss the week of Easter?",
            [
                "The holiday table had Easter Monday", "We planned for a normal Friday",
                "Good Friday is never a normal Friday",
            ]
        ),
        ("Why does the lane Norfolk to Raleigh look random?", ["Because it is two lanes in one"]),
        (
            "Why was the credit API slow in June?",
            [
                "all 20 connections are busy", "It is the monthly report of finance",
                "It runs on the production pool",
            ]
        ),
        (
            "What did we change after the finance report blocked the connection pool?",
            ["Changes: reports run on the replica"]
        ),
        (
            "When did the model get recalibrated and why?",
            ["I refit only the intercept and slope", "The model has become too optimistic", "Recalibrate."]
        ),
        (
            "Can we train on customers' purchase orders?",
            [
                "not for training a model that serves other customers",
                "The contract allows planning of their own transports",
            ]
        ),
        (
            "How good was the first month of the new on-call rota?",
            ["Six weeks of the new on-call: three night pages"]
        ),
        ("Who is the new data analyst?", ["who joins Amara's team as a data analyst"]),
        (
            "What happens to scores between 0.45 and 0.55?",
            ["Scores from 0.45 to 0.55 go to a person", "from 0.45 to 0.55 nobody is declined automatically"]
        ),
        (
            "Will weekend loads be forecast?",
            ["weekend loads are in the plan for July", "Weekend loads start as a shadow forecast"]
        ),
        ("Who signed a contract for 22 lanes?", ["Harbor & Pine Furniture signed for 22 lanes"]),
        ("When is the next review of the threshold?", ["next review is on 30 September"]),
    ]

    private static let privateOnes: [(String, [String])] = [
        (
            "How much do we offer for Gullwing Couriers?",
            [
                "We offer 4.2", "I get to 4.2 million", "The letter of intent for Gullwing is signed",
                "He accepts 4.1 million", "4.1 million in total",
            ]
        ),
        (
            "Which company are we about to acquire?",
            ["Gullwing Couriers is for sale", "letter of intent for Gullwing"]
        ),
        ("When is the closing of the Gullwing deal?", ["Closing is planned for 15 July"]),
        ("What did due diligence find?", ["22 of the 38 vans are older"]),
        (
            "What happens to Gullwing's dispatch system after the purchase?",
            ["Gullwing keeps its dispatch tool until October"]
        ),
        (
            "What is project Heron?",
            [
                "This channel is for project Heron only", "Heron is ready for 15 July",
                "Gullwing Couriers is for sale",
            ]
        ),
    ]

    /// Nothing in the workspace answers these, or nothing that the employee may see.
    static let unanswerable = [
        "How much do we offer for Gullwing Couriers?",
        "Which company are we about to acquire?",
        "When is the closing of the Gullwing deal?",
        "What is project Heron?",
        "What did due diligence find?",
        "When will the acquisition be announced?",
        "Is the letter of intent signed?",
        "What is the capital of France?",
        "banana telescope umbrella",
        "asdf qwer zxcv hjkl",
        "How do I bake sourdough bread?",
        "Who won the world cup in 1998?",
        "What is the parental leave policy?",
        "How many vacation days do employees get?",
        "When does the swimming pool open on Sunday?",
        "purple elephants dancing quietly tomorrow",
        "What is our policy on pets in the office?",
        "How tall is Mount Everest?",
        "Did the marketing team approve the summer campaign budget?",
        "What salary does a dispatcher earn?",
        "Which GPU do we train on?",
        "When is the Christmas party?",
        "the of and to",
        "How do photosynthesis and chlorophyll relate?",
        "Who is the managing director of Microsoft?",
        "What is the wifi password?",
        "Do we use Kubernetes?",
        "What did the cardiologist recommend about blood pressure?",
        "Best recipe for chocolate cake",
        "How do I reset my laptop password?",
    ]
}
