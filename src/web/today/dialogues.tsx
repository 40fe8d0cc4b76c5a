import { type Actor, isPermitted } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { type DialoguesWaiting, dialoguesWaiting } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'
import { WaitingCard } from './waiting-card.tsx'

/** Minutes that wait for a second person, and promises whose day has come, for who may do something about them. */
export const dialoguesFor = async (db: Db, actor: Actor, at: Temporal.Instant): Promise<DialoguesWaiting> =>
  isPermitted(actor, 'dialogue.record')
    ? dialoguesWaiting(db, actor.org, at.toString().slice(0, 10))
    : { minutes: 0, promises: 0 }

export function DialoguesToday({
  waiting: { minutes, promises },
  reader,
}: {
  waiting: DialoguesWaiting
  reader: Reader
}) {
  const { today: t } = reader.t.dialogues
  if (minutes + promises === 0) return null
  return (
    <WaitingCard id="dialogues" title={t.title} go={t.go} href={urls.dialogues} isLate={promises > 0}>
      {promises > 0 && <p class="late-text">{t.promises(promises)}</p>}
      {minutes > 0 && <p>{t.minutes(minutes)}</p>}
    </WaitingCard>
  )
}
