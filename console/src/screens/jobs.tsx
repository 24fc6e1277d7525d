import { api, ask } from "../api.ts";
import { MorePages } from "../components/answered.tsx";
import { JobStatus } from "../components/job_status.tsx";
import { Page } from "../components/page.tsx";
import { usePages } from "../components/use_pages.ts";
import { dismissJob, jobs } from "../jobs/jobs.ts";
import { t } from "../texts/index.ts";

export default function Jobs() {
  const pages = usePages((token) =>
    ask(api.GET("/jobs", { params: { query: token === undefined ? {} : { next_token: token } } })),
  );
  const followed = jobs.value;
  const others = pages.items.filter((job) => !followed.some(({ id }) => id === job.job_id));
  return (
    <Page title={t.jobs.title} intro={t.jobs.intro}>
      {followed.length > 0 && (
        <section>
          <h2>{t.jobs.followedTitle}</h2>
          {followed.map((one) => (
            <JobStatus key={one.id} followed={one} onDismiss={() => dismissJob(one.id)} />
          ))}
        </section>
      )}
      <section>
        <h2>{t.jobs.earlier}</h2>
        {others.map((job) => (
          <JobStatus key={job.job_id} followed={{ id: job.job_id, kind: job.kind, label: "", job, offline: false }} />
        ))}
        <MorePages pages={{ ...pages, items: [...pages.items, ...followed] }} none={t.jobs.none} />
      </section>
    </Page>
  );
}
