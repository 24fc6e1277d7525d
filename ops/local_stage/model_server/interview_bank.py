"""Questions by kind of interview and difficulty, as (topic, question)."""

Question = tuple[str, str]

BANK: dict[str, dict[str, tuple[Question, ...]]] = {
    "technical": {
        "EASY": (
            ("data structures", "When would you choose a dictionary over a list, and why?"),
            ("version control", "How do you use branches and reviews when you work on code with others?"),
            ("testing basics", "How do you decide what to test first in a new piece of code?"),
            ("debugging", "Walk me through the last bug you found: how did you find it?"),
            ("http basics", "What happens between typing an address into a browser and seeing the page?"),
        ),
        "MEDIUM": (
            (
                "database indexes",
                "A query became slow as its table grew. How do you find the cause, and the cure?",
            ),
            ("concurrency", "Two requests change the same record at the same time. How do you keep both correct?"),
            ("api design", "How would you design an interface that clients can safely call twice?"),
            ("caching", "When does a cache make things worse, and how do you notice?"),
            ("error handling", "A service you depend on fails once in a hundred calls. What do you do about it?"),
        ),
        "HARD": (
            ("consistency", "How do you keep two stores consistent without a transaction across both?"),
            (
                "performance limits",
                "Which performance limit was the hardest you met, and with which numbers?",
            ),
            ("memory", "A process grows by a few megabytes an hour. How do you find the cause in production?"),
            ("distributed failure", "How do you tell a dead node from a slow one, and what follows if you are wrong?"),
            ("migration", "How do you change the schema of a large table while it is written to all day?"),
        ),
    },
    "behavioural": {
        "EASY": (
            ("motivation", "What made you choose this line of work?"),
            ("teamwork", "Tell me about a team you liked working in. What did you do for it?"),
            ("learning", "What did you learn in the last few months, and how?"),
            ("organisation", "How do you plan a week in which everything seems urgent?"),
            ("feedback", "Tell me about feedback that changed how you work."),
        ),
        "MEDIUM": (
            ("conflict", "Tell me about a disagreement with a colleague. What did you do, and how did it end?"),
            ("failure", "Tell me about something that went wrong because of you. What did you do next?"),
            ("deadline pressure", "Describe a time when you could not meet a deadline. Whom did you tell, and when?"),
            ("initiative", "What did you start at work that nobody had asked you for?"),
            ("persuasion", "Tell me about a time when you changed somebody's mind with evidence."),
        ),
        "HARD": (
            (
                "hard decision",
                "Tell me about a decision with no good option. What did your choice cost?",
            ),
            ("leading without authority", "When did you have to move people who did not report to you? How?"),
            ("ethics", "When did you refuse to do something at work? What followed?"),
            ("turning around a project", "Tell me about a failing project that you turned around, with its numbers."),
            ("difficult feedback", "Tell me about the hardest thing you ever had to tell a colleague."),
        ),
    },
    "situational": {
        "EASY": (
            ("first week", "It is your first week and nobody has time for you. What do you do?"),
            ("unclear task", "You are given a task that you do not understand. How do you begin?"),
            ("unhappy customer", "A customer is upset about a mistake that was not yours. What do you say?"),
            ("two urgent requests", "Two people ask for your help at once. How do you choose?"),
            ("own mistake", "You notice your own mistake an hour before a release. What do you do?"),
        ),
        "MEDIUM": (
            ("scope change", "Half-way through a project the goal changes. What do you do first?"),
            ("missing colleague", "A colleague stops delivering, and the team depends on them. How do you act?"),
            ("wrong instruction", "Your manager asks for something that you think is wrong. What do you do?"),
            ("budget cut", "Your budget is cut by a third. What do you drop, and how do you decide?"),
            ("late discovery", "You find a serious risk that others have overlooked for months. Whom do you tell?"),
        ),
        "HARD": (
            (
                "outage",
                "The system is down and everybody calls you. What are your first five steps?",
            ),
            ("conflicting goals", "Two directors want opposite things from you by Friday. How do you proceed?"),
            ("data loss", "You learn that customers' data may have leaked. What do you do in the first hour?"),
            ("inherited mess", "You take over a team that has missed every goal for a year. What do you change first?"),
            ("public mistake", "Your company has announced something that you know to be false. What do you do?"),
        ),
    },
    "system_design": {
        "EASY": (
            ("url shortener", "How would you build a service that shortens addresses?"),
            ("image upload", "How would you let users upload pictures and show small versions of them?"),
            ("todo service", "Which parts does a to-do list for teams need, and where is its data?"),
            ("rate limiting", "How would you stop one user from calling an interface too often?"),
            ("email sending", "How would you send a confirmation mail exactly once per order?"),
        ),
        "MEDIUM": (
            ("job queue", "Design a queue for jobs that take minutes and must not be lost."),
            ("news feed", "Design a feed of posts for a million users. When is it computed?"),
            ("search", "How would you add search to ten million documents that change all day?"),
            ("payments", "Design the part of a shop that takes payments, with its failures."),
            ("metrics", "How would you collect and show measurements from a thousand servers?"),
        ),
        "HARD": (
            ("multi-region store", "Design a store that stays writable when a region is lost. What do you give up?"),
            ("live chat", "Design chat for fifty million users, with order and delivery after a reconnect."),
            ("ad counting", "How do you count a million clicks a second, exactly once, within a minute?"),
            ("collaborative editor", "Design an editor in which many people write the same text at once."),
            (
                "migration without downtime",
                "Move a busy system to another database. How do you go back?",
            ),
        ),
    },
}

GENERAL: tuple[Question, ...] = (
    ("background", "Which part of your background prepares you best for this?"),
    ("proudest work", "Which piece of work are you proudest of, and what was your own part in it?"),
    ("typical day", "What does a good day in this work look like to you, hour by hour?"),
    ("quality", "How do you know that your work is good enough?"),
    ("recent problem", "What was the last problem that you could not solve at once? What did you try?"),
    ("tools", "Which tools or methods do you rely on, and what are their limits?"),
    ("working with others", "How do others notice that they work with you and not with somebody else?"),
    ("priorities", "How do you decide what not to do?"),
    ("mistakes", "Which mistake do you see beginners make, and how did you stop making it?"),
    ("change", "What changed in this field lately, and what did you change because of it?"),
    ("explaining", "Explain something difficult from your field as you would to a customer."),
    ("standards", "Which rule of this field do you think is wrong, and why?"),
    ("stress", "What do you do when everything happens at once?"),
    ("measuring success", "By which number would you want to be measured?"),
    ("growth", "What do you want to be better at in a year, and how will you get there?"),
    ("this role", "What would you do in your first month in this role?"),
)
"""For every other kind of interview, and when a kind has no question left."""


def questions(category: str, difficulty: str) -> list[Question]:
    """All questions that fit, the best fitting first."""
    by_difficulty = BANK.get(category, {})
    own = by_difficulty.get(difficulty, ())
    others = [question for name, each in by_difficulty.items() if name != difficulty for question in each]
    return [*own, *others, *GENERAL]
