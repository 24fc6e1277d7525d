import { render } from "preact";
import { openApi } from "./api.ts";
import { App } from "./app.tsx";
import { Outage } from "./components/outage.tsx";
import { loadConfig } from "./config.ts";
import { startJobs } from "./jobs/jobs.ts";
import { startReviews } from "./review/reviews.ts";
import { startSession } from "./session.ts";

async function start(root: HTMLElement): Promise<void> {
  try {
    const config = await loadConfig();
    openApi(config);
    const path = await startSession(config);
    if (path !== null) history.replaceState(null, "", path);
  } catch {
    render(<Outage />, root);
    return;
  }
  startJobs();
  startReviews();
  render(<App />, root);
}

const root = document.getElementById("console");
if (root) void start(root);
