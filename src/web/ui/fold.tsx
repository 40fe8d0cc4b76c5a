import type { PropsWithChildren } from 'hono/jsx'

/** More for who wants it; works without script. */
export function Fold({ title, open, children }: PropsWithChildren<{ title: string; open?: boolean }>) {
  return (
    <details class="fold" open={open}>
      <summary>{title}</summary>
      <div class="flow">{children}</div>
    </details>
  )
}
