import type { Child } from 'hono/jsx'

/** What happened, in order; `at` is an instant, `when` how it is written for the reader. */
export function Timeline({ events }: { events: readonly { at: string; when: string; what: Child; who?: string }[] }) {
  return (
    <ol class="timeline plain">
      {events.map(({ at, when, what, who }) => (
        <li>
          <div>
            <p>{what}</p>
            <p class="small soft">
              <time datetime={at}>{when}</time>
              {who && ` · ${who}`}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
