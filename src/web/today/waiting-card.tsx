import type { Child } from 'hono/jsx'

interface Props {
  readonly id: string
  readonly title: string
  readonly go: string
  readonly href: string
  readonly isLate: boolean
  readonly children: Child
}

/** What waits for somebody beside the requests, with the way to it. */
export const WaitingCard = ({ id, title, go, href, isLate, children }: Props) => (
  <section class="flow" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <article class={`card task${isLate ? ' task-late' : ''}`}>
      <div class="flow flow-tight">{children}</div>
      <div class="task-go">
        <a class="button no-print" href={href}>
          {go}
          <span class="hidden-text">: {title}</span>
        </a>
      </div>
    </article>
  </section>
)
