import { type Actor, isPermitted } from '../../accounts/index.ts'
import { type Apart, type Leave, LONGEST_LEAVE } from '../../vault/index.ts'
import { Line, Prose, type Sheet, SheetForm } from '../requests/running/sheet.tsx'
import { Actions } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'

/** Why nobody opens a piece alone. */
export function ApartNotice({ apart, sheet }: { apart: readonly Apart[]; sheet: Pick<Sheet, 'reader'> }) {
  const { minimising: t } = sheet.reader.t
  if (apart.length === 0) return null
  return (
    <Notice kind="care">
      <p>
        <strong>{t.apart}</strong>
      </p>
      {apart.map(({ is, reason, byName, at }) => (
        <p>
          {t.apartFor[is]}
          {sheet.reader.colon}
          {reason} <span class="small soft">({t.by(byName, sheet.reader.instant(at))})</span>
        </p>
      ))}
    </Notice>
  )
}

/** Who asked for leave to open it, what was answered, and the forms for both. */
export function Leaves({ leaves, actor, sheet }: { leaves: readonly Leave[]; actor: Actor; sheet: Sheet }) {
  const { reader } = sheet
  const { minimising: t } = reader.t
  const waits = leaves.some(({ asker, answer }) => asker === actor.person && !answer)
  return (
    <section class="flow" aria-labelledby="leaves">
      <h2 id="leaves">{t.leaves}</h2>
      {leaves.length === 0 && <p class="soft">{t.noLeaves}</p>}
      {leaves.map((leave) => (
        <article class="card flow flow-tight">
          <p>{leave.purpose}</p>
          <p class="small soft">{t.asked(leave.askerName, reader.instant(leave.at))}</p>
          {leave.answer ? (
            <p>
              {leave.answer.until === null
                ? t.denied(leave.answer.byName)
                : t.given(leave.answer.byName, reader.instant(leave.answer.until))}
              : {leave.answer.reason}
            </p>
          ) : isPermitted(actor, 'evidence.give-leave') && leave.asker !== actor.person ? (
            <Deciding leave={leave} sheet={sheet} />
          ) : (
            <p class="soft">{t.waits}</p>
          )}
        </article>
      ))}
      {isPermitted(actor, 'evidence.open') && !waits && (
        <SheetForm sheet={sheet} act="ask" title={t.ask} about={t.askAbout} button={t.askButton}>
          <Prose sheet={sheet} act="ask" name="purpose" label={t.purpose} />
        </SheetForm>
      )}
    </section>
  )
}

function Deciding({ leave, sheet }: { leave: Leave; sheet: Sheet }) {
  const { minimising: t } = sheet.reader.t
  const act = leave.id
  return (
    <form method="post" action={sheet.address(`leaves/${leave.id}`)} class="flow no-print" aria-label={t.decide}>
      <input type="hidden" name="form_token" value={sheet.token} />
      <Prose sheet={sheet} act={act} name="reason" label={t.reason} />
      <Line
        sheet={sheet}
        act={act}
        name="hours"
        label={t.hours}
        hint={t.hoursHint(sheet.reader.number(LONGEST_LEAVE.total('hours')))}
        initial="24"
      />
      <Actions>
        <button type="submit" name="answer" value="give" class="button">
          {t.give}
        </button>
        <button type="submit" name="answer" value="deny" class="button button-grave">
          {t.deny}
        </button>
      </Actions>
    </form>
  )
}
