import type { PropsWithChildren } from 'hono/jsx'

/** One thing that can be done: its name, what it means, then how. */
export function Titled({ title, about, children }: PropsWithChildren<{ title: string; about?: string }>) {
  return (
    <div class="flow">
      <h3>{title}</h3>
      {about && <p class="measure">{about}</p>}
      {children}
    </div>
  )
}
