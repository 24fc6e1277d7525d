"""A learner at the console: signed in once, with a page that is watched, and the same user of the API."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Locator, Page, expect

from integration.browser import Watch, sign_in
from integration.conftest import Stage, User

HOSTILE = (
    "<img src=x onerror=\"window.canary = 1\"> <script>window.canary = 1</script> "
    "[tap](javascript:window.canary=1) <a href='javascript:window.canary=1'>tap</a> \u202egnidaer\u202c"
)
"""What runs nowhere and is shown as it is written: elements, a script, addresses that are scripts, a turned direction."""


@dataclass
class Learner:
    """Attributes:
    page: the tab that is used.
    api: the same user, as a program.
    """

    stage: Stage
    context: BrowserContext
    watch: Watch
    page: Page
    username: str
    password: str
    api: User

    def go(self, path: str) -> Page:
        """Open a screen by its address."""
        self.page.goto(f"{self.stage.local.ports.console_origin}{path}")
        expect(self.page.locator("h1")).to_be_visible()
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def job(self) -> Locator:
        """The job that is waited for on this page."""
        return self.page.locator("main article.job")

    def id_in_address(self) -> str:
        return self.page.url.rsplit("/", 1)[1].split("?")[0]

    def finish_job(self) -> str:
        """Wait until the job of this page has ended well, look at its result, and give the result's id."""
        expect(self.job()).to_contain_text("finished")
        self.job().get_by_role("link", name="Look at the result").click()
        expect(self.page.get_by_text("Loading …")).to_have_count(0)
        return self.id_in_address()


def begin(stage: Stage, context: BrowserContext, watch: Watch, username: str) -> Learner:
    """A new user at the console's first screen."""
    password = stage.deployed.renew_password(username)
    page = context.new_page()
    sign_in(page, stage, username, password)
    user = User(stage, stage.deployed.sign_in(username, password))
    return Learner(stage, context, watch, page, username, password, user)
