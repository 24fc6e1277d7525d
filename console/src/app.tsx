import { Component, type ComponentChildren, type ComponentType, type VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LocationProvider, Route, Router, useLocation } from "preact-iso/router";
import { announcement } from "./announcements.ts";
import { Loading } from "./components/notice.tsx";
import { Page } from "./components/page.tsx";
import { Finished } from "./components/finished.tsx";
import { openJobs } from "./jobs/jobs.ts";
import { screens, signInScreen, type Screen } from "./screens/table.ts";
import { session, signIn } from "./session.ts";
import { t } from "./texts/index.ts";

export function App() {
  return (
    <LocationProvider>
      <a class="skip" href="#content">
        {t.app.skip}
      </a>
      <Header />
      <Body />
      <div class="unseen" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </LocationProvider>
  );
}

function Header() {
  const { path } = useLocation();
  const { status } = session.value;
  const open = openJobs.value.length;
  return (
    <header>
      <a class="brand" href="/">
        {t.app.name}
      </a>
      {status !== "starting" && status !== "signed-out" && (
        <nav aria-label={t.app.navigation}>
          {screens.map(
            ({ path: page, name }) =>
              name && (
                <a key={page} href={page} aria-current={isAt(path, page) ? "page" : undefined}>
                  {name}
                </a>
              ),
          )}
          <a href="/jobs" aria-current={path === "/jobs" ? "page" : undefined}>
            {t.jobs.title}
            {open > 0 && <span class="count" aria-label={t.jobs.open(open)}>{` ${open}`}</span>}
          </a>
        </nav>
      )}
    </header>
  );
}

/** What failed on one page is no reason to show nothing on the next. */
function Body() {
  const { path } = useLocation();
  return (
    <Fence key={path}>
      <Content />
    </Fence>
  );
}

function Content() {
  const { status } = session.value;
  if (status === "starting") return <Loading text={t.app.loading} />;
  if (status === "signed-out") return <Loaded screen={signInScreen} />;
  return (
    <>
      {status === "expired" && (
        <div class="notice warning" role="alert">
          {t.app.expired}{" "}
          <button onClick={() => void signIn(location.pathname + location.search)}>{t.app.signInAgain}</button>
        </div>
      )}
      <Finished />
      <Router>
        {routes.map(({ path, component }) => (
          <Route key={path} path={path} component={component} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </>
  );
}

// Made once: a component that is another one with each rendering would lose what was typed into it.
const routes = screens.map((screen) => ({
  path: screen.path,
  component: (): VNode => <AtItsPath screen={screen} />,
}));

/** The same screen at another path, such as another result, begins anew. */
function AtItsPath({ screen }: { screen: Screen }) {
  const { path } = useLocation();
  return <Loaded key={path} screen={screen} />;
}

function NotFound() {
  return (
    <Page title={t.app.notFound}>
      <a href="/">{t.app.home}</a>
    </Page>
  );
}

const loaded = new Map<Screen, ComponentType>();

/** A screen, once its code is here. */
function Loaded({ screen }: { screen: Screen }) {
  const [, setReady] = useState<Screen | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (loaded.has(screen)) return;
    screen.load().then(
      (module) => {
        loaded.set(screen, module.default);
        setReady(screen);
      },
      (caught: unknown) => setError(caught),
    );
  }, [screen]);
  const Shown = loaded.get(screen);
  if (Shown) return <Shown />;
  return error ? <Outdated /> : <Loading text={t.app.loading} />;
}

function Outdated() {
  return (
    <div class="notice warning" role="alert">
      <p>{t.app.broken}</p>
      <button onClick={() => location.reload()}>{t.app.reload}</button>
    </div>
  );
}

/** Shows what is left when a screen fails, instead of an empty page. */
class Fence extends Component<{ children: ComponentChildren }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error ? <Outdated /> : this.props.children;
  }
}

function isAt(path: string, page: string): boolean {
  return page === "/" ? path === "/" : path === page || path.startsWith(`${page}/`);
}
