"""A learner at the console: signed in once, with a page that is watched, and the same user of the API."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Locator, Page, Request, Route, expect

from integration.browser import Watch, fill_in, sign_in
from integration.conftest import Stage, User

HOSTILE = (
    '<img src=x onerror="window.canary = 1"> <script>window.canary = 1</script> '
    "[tap](javascript:window.canary=1) <a href='javascript:window.canary=1'>tap</a> \u202egnidaer\u202c"
)
"""What never runs and is shown as it is written: elements, a script, addresses that are scripts, a turned direction."""

_KEPT = """async () => {
  const files = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("keyval-store");
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const stores = [...asked.result.objectStoreNames];
      if (stores.length === 0) return resolve([]);
      const keys = asked.result.transaction(stores).objectStore(stores[0]).getAllKeys();
      keys.onsuccess = () => resolve(keys.result);
    };
  });
  return [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...files];
}"""
"""The names of all that the browser keeps."""


@dataclass
class Learner:
    """Who sits at the console.

    Attributes:
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

    def open_tab(self) -> Page:
        """Another tab of the same user, which has tokens of its own; the first one stays the page that is used."""
        page = self.context.new_page()
        page.goto(self.stage.local.ports.console_origin)
        page.get_by_role("button", name="Sign in or sign up").click()
        self.pass_hosted_page(page)
        expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
        return page

    def pass_hosted_page(self, page: Page | None = None) -> None:
        """Sign in where the hosted page asks; its own session may still be good."""
        page = page or self.page
        password = page.get_by_label("Password")
        expect(password.or_(page.get_by_role("navigation"))).to_be_visible()
        if password.count():
            fill_in(page, self.username, self.password)

    def kept_after_signing_out(self) -> list[str]:
        """What the browser still keeps once the hosted page has ended its session too and led back."""
        self.page.wait_for_url(f"{self.stage.local.ports.console_origin}/")
        expect(self.page.get_by_role("button", name="Sign in or sign up")).to_be_visible()
        names: list[str] = self.page.evaluate(_KEPT)
        return names

    def make_with_broken_connections(self, button: str) -> dict[str, set[str]]:
        """Press a button that sends a file and makes a job of it, while the connection breaks twice.

        First the file is cut off, then the answer to the job is lost. Each time the user tries again.

        Returns:
            By route, every Idempotency-Key that was sent.
        """
        keys: dict[str, set[str]] = {"/uploads": set(), "/flashcards": set()}
        broken: list[str] = []

        def watch(request: Request) -> None:
            for route, sent in keys.items():
                if request.method == "POST" and request.url.endswith(route):
                    sent.add(request.headers["idempotency-key"])

        def cut_off(route: Route) -> None:
            if "file" in broken or "multipart" not in route.request.headers.get("content-type", ""):
                route.continue_()
                return
            broken.append("file")
            route.abort()

        def lose_answer(route: Route) -> None:
            if route.request.method != "POST" or "answer" in broken:
                route.continue_()
                return
            route.fetch()
            broken.append("answer")
            route.abort()

        self.page.on("request", watch)
        self.page.route("**/*", cut_off)
        self.page.route("**/flashcards", lose_answer)
        self.press(button)
        for _ in range(2):
            problem = self.page.get_by_role("alert").filter(has_text="nothing is sent or paid twice")
            expect(problem).to_be_visible()
            self.press(button)
        expect(problem).to_have_count(0)
        self.page.unroute_all()
        self.page.remove_listener("request", watch)
        assert broken == ["file", "answer"]
        return keys

    def finish_new_set(self) -> str:
        """Open the set of cards that is being made, once it is there, and give its id."""
        job = self.page.locator("article.job").filter(has_text="finished")
        job.get_by_role("link", name="Look at the result").click()
        expect(self.page.get_by_role("heading", name="Set of cards")).to_be_visible()
        return self.id_in_address()

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
