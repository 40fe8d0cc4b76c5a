import type { Actor } from '../../accounts/index.ts'
import type { Proposal } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'
import { Fates } from './derived.tsx'
import type { Typed } from './holds.tsx'

/** What is proposed, in a line. */
export const proposedInWords = ({ kind, until, seqs }: Proposal, reader: Reader): string => {
  const { proposed } = reader.t.retention
  if (kind === 'extension') return proposed.extension(until ? reader.date(until) : '')
  return kind === 'bodies' ? proposed.bodies(seqs?.length ?? 0) : proposed.destruction
}

/** What waits for a second person, with the forms to agree and to decline. */
export function Proposals({
  proposals,
  about,
  actor,
  typed,
  token,
  reader,
}: {
  proposals: readonly Proposal[]
  /** What each is about, as a link. */
  about?: (proposal: Proposal) => { readonly text: string; readonly href: string } | undefined
  actor: Actor
  typed?: Typed | undefined
  token: string
  reader: Reader
}) {
  const { retention: t, forms } = reader.t
  if (proposals.length === 0) return null
  return (
    <section class="flow" aria-labelledby="proposals">
      <h2 id="proposals">{t.proposals}</h2>
      {proposals.map((proposal) => {
        const { id, reason, cite, by, byName, at } = proposal
        const what = proposedInWords(proposal, reader)
        const link = about?.(proposal)
        const mine = typed?.form === id ? typed : undefined
        const isOwn = by === actor.person
        return (
          <article class="card flow flow-tight">
            <h3>{what}</h3>
            {link && (
              <p>
                <a href={link.href}>{link.text}</a>
              </p>
            )}
            <p>
              {reason} <span class="soft">({cite})</span>
            </p>
            {proposal.derived && <Fates derived={proposal.derived} reader={reader} />}
            {proposal.seqs && (
              <p class="small">
                {proposal.seqs.slice(0, 20).map((seq) => (
                  <>
                    <a href={urls.logEvent(seq)}>{t.erasure.chosen(reader.number(seq))}</a>{' '}
                  </>
                ))}
              </p>
            )}
            <p class="small soft">{t.proposedBy(byName, reader.instant(at))}</p>
            {isOwn && <p>{t.notYours}</p>}
            <form method="post" action={urls.proposal(id)} class="flow measure">
              <input type="hidden" name="form_token" value={token} />
              <TextField
                name={`${id}-reason`}
                label={t.declineReason}
                value={mine?.values.reason}
                error={mine?.errors.reason}
                errorWord={forms.error}
              />
              <Actions>
                {!isOwn && (
                  <button type="submit" name="decision" value="agree" class="button" aria-label={t.agreeOf(what)}>
                    {t.agree}
                  </button>
                )}
                <button type="submit" name="decision" value="decline" class="button button-second">
                  {isOwn ? t.takeBack : t.decline}
                </button>
              </Actions>
            </form>
          </article>
        )
      })}
    </section>
  )
}
