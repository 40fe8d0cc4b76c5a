import type { PropsWithChildren } from 'hono/jsx'

/** More for who wants it; works without script. What `prints` is unfolded on paper, which cannot be clicked. */
export function Fold({
  title,
  open,
  prints,
  children,
}: PropsWithChildren<{ title: string; open?: boolean; prints?: boolean }>) {
  return (
    <details class={prints ? 'fold prints' : 'fold'} open={open}>
      <summary>{title}</summary>
      <div class="flow">{children}</div>
    </details>
  )
}
