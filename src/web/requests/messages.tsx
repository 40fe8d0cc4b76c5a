import type { Reader } from '../reader.ts'
import { nameOf, type Story } from './story.ts'

/** Every message that left from here about the request, and the proof that it arrived. */
export function Messages({ story, reader }: { story: Story; reader: Reader }) {
  const { requests: t } = reader.t
  const countersigned = new Set(
    story.events.flatMap(({ kind, body }) => {
      const { message, cosigned } = (body ?? {}) as { message?: string; cosigned?: boolean }
      return kind === 'message.delivered' && cosigned && message ? [message] : []
    }),
  )
  return (
    <ul class="messages plain">
      {story.messages.map(({ message, type, to, createdAt, state, deliveredAt, attempts, problem }) => (
        <li data-state={state}>
          <p>
            <strong>{t.messageTypes[type] ?? type}</strong> → {nameOf(story, to) ?? to}
          </p>
          <p class="small soft">
            {t.sentBefore} {reader.instant(createdAt)} · <strong>{t.messageState[state]}</strong>
            {deliveredAt && ` ${reader.instant(deliveredAt)}`}
            {state === 'delivered' && ` · ${t.receipt}`}
            {countersigned.has(message) && `, ${t.cosigned}`}
            {state === 'waiting' && attempts > 1 && ` · ${t.tries(reader.number(attempts))}`}
          </p>
          {problem && <p class="small">{problem}</p>}
        </li>
      ))}
    </ul>
  )
}
