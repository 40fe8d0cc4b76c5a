import type { Facts } from '../../law/index.ts'
import type { FoundReciprocity } from '../../oversight/index.ts'
import type { InterviewPlace } from '../interview/place.ts'
import type { Reader } from '../reader.ts'
import { Actions } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

/** What people found, the newest first, each with who, when, why and from which figures. */
export function Found({ found, reader }: { found: readonly FoundReciprocity[]; reader: Reader }) {
  const { reciprocity: t } = reader.t
  if (found.length === 0) return <p class="soft">{t.noneFound}</p>
  return (
    <ul class="plain flow">
      {found.map(({ id, withState, holds, reason, figures, found: { name, at } }) => {
        const { outgoing, incoming } = figures.line
        const numbers = [outgoing.asked, outgoing.answered, incoming.asked, incoming.answered].map(reader.number)
        const [asked = '', answered = '', theirs = '', given = ''] = numbers
        const beside = figures.editions.map(({ publisher, number }) => t.edition(reader.number(number), publisher))
        const word = (holds ? t.holds : t.fails)(reader.country(withState))
        return (
          <li class="card flow flow-tight" id={id}>
            <p>
              <Status tone={holds ? 'open' : 'closed'} word={word} />
            </p>
            <p class="prose">{reason}</p>
            <p class="small soft">
              {t.by(name, reader.instant(at))} {periodIn(figures, reader)} {t.figures(asked, answered, theirs, given)}
              {beside.length > 0 && ` ${t.beside(reader.list(beside))}`}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

/** Of which days the figures are. */
export function periodIn({ from, until }: { from?: string | undefined; until?: string | undefined }, reader: Reader) {
  const { reciprocity: t } = reader.t
  return t.period(from ? reader.date(from) : t.beginning, until ? reader.date(until) : t.now)
}

/**
 * What was found and bears on a matter, for whoever writes its facts to take over: nothing here changes them by itself. Where the matter
 * says that it holds and it was found since that it does not, that is said too.
 */
export function ReciprocityProposals({ found, facts, place, reader }: { found: readonly FoundReciprocity[]; facts: Facts; place: InterviewPlace; reader: Reader }) {
  const { reciprocity: t } = reader.t
  const stated: readonly string[] = facts.history?.reciprocityWith ?? []
  return (
    <>
      {found.map(({ id, withState, holds, reason, found: { name, at } }) => {
        const isStated = stated.includes(withState)
        const state = reader.country(withState)
        const ledger = <a href={`${urls.reciprocity}#${id}`}>{t.proposal.ledger}</a>
        if (holds && !isStated)
          return (
            <Notice>
              <p>
                <strong>{t.proposal.title(state)}</strong> {t.proposal.by(name, reader.instant(at))} {reason} {ledger}
              </p>
              <p>{t.proposal.note}</p>
              <form method="post" action={place.form.action}>
                <input type="hidden" name="form_token" value={place.form.token} />
                <input type="hidden" name="change" value="history.reciprocityWith" />
                <input type="hidden" name="history.reciprocityWith" value={[...stated, withState].join(', ')} />
                <Actions>
                  <button type="submit" class="button button-second">
                    {t.proposal.button}
                  </button>
                </Actions>
              </form>
            </Notice>
          )
        if (holds || !isStated) return null
        return (
          <Notice kind="care">
            <p>
              {t.proposal.taken(state)} {t.proposal.by(name, reader.instant(at))} {reason} {ledger}
            </p>
          </Notice>
        )
      })}
    </>
  )
} // biome-ignore format: short
