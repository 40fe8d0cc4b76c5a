import type { PropsWithChildren } from 'hono/jsx'
import { Icon, type Sign } from './icons.tsx'

const signs = { plain: 'note', care: 'approval', grave: 'closed', done: 'open' } as const satisfies Record<string, Sign>

/** A word set apart from the text; `grave` interrupts a screen reader, the others do not. */
export function Notice({ kind = 'plain', children }: PropsWithChildren<{ kind?: keyof typeof signs }>) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'grave' ? 'alert' : undefined}>
      <Icon sign={signs[kind]} />
      <div>{children}</div>
    </div>
  )
}

export function Empty({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  )
}
