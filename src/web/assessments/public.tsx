import type { Child } from 'hono/jsx'
import type { LawBase, Rule } from '../../law/index.ts'
import { INSTANCE, type PublicComment, type PublicEdition } from '../../oversight/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import type { Complaint } from '../refusal.ts'
import { Citation } from '../ui/citation.tsx'
import { LongTextField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls, withQuery } from '../urls.ts'

/** What is assessed, in words. */
export function subjectIn(subject: string, law: LawBase, reader: Reader): string {
  if (subject === INSTANCE) return reader.t.assessments.instance
  return reader.law(law.rules.get(subject)?.title ?? subject)
}

/** An edition as anyone reads it; what is withheld stands in its place. */
export function EditionRead({ edition, reader }: { edition: PublicEdition; reader: Reader }) {
  const { assessments: t } = reader.t
  return (
    <>
      {edition.parts.map(({ part, says, withheld }) => (
        <section class="flow flow-tight" aria-labelledby={part}>
          <h2 id={part}>{t.parts[part]}</h2>
          {withheld === undefined ? (
            <p class="prose measure">{says}</p>
          ) : (
            <Notice>
              <p>
                <strong>{t.withheld}</strong>
              </p>
              <p class="prose">{t.because(withheld)}</p>
            </Notice>
          )}
        </section>
      ))}
    </>
  )
}

/** What it rests on: the law of the state where the base has some, the practice of the house where it has none. */
export function Basis({ clocks, law, reader }: { clocks: readonly Rule<'clock'>[]; law: LawBase; reader: Reader }) {
  const { assessments: t } = reader.t
  if (clocks.length === 0) return <p class="measure">{t.basisPractice}</p>
  return (
    <>
      <p>{t.basisLaw}</p>
      <ul>
        {clocks.map(({ rule, title, cites }) => (
          <li>
            <a href={urls.rule(rule)}>{reader.law(title)}</a>{' '}
            <Citation source={sourceOf(law, rule, cites[0]?.cite ?? '', reader)} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Every edition, and how many comments the one before had when this one came. */
export function Editions({ edition, reader }: { edition: PublicEdition; reader: Reader }) {
  const { assessments: t } = reader.t
  const { received, published, withheld, open } = edition.comments
  const counted = [received, published, withheld, open].map((one) => reader.number(one)) as [string, string, string, string]
  return (
    <section class="flow flow-tight" aria-labelledby="editions">
      <h2 id="editions">{t.editions}</h2>
      <p class="soft measure">{t.editionsNote}</p>
      <ul class="plain lines">
        {edition.editions.map(({ number, published: at, reason }) => (
          <li>
            {number === edition.number ? <strong>{t.edition(reader.number(number))}</strong> : <a href={withQuery(urls.assessment(edition.id), { edition: String(number) })}>{t.edition(reader.number(number))}</a>}{' '}
            <span class="small soft">{t.published(reader.instant(at))}</span>
            <p class="small prose">{reason}</p>
          </li>
        ))}
      </ul>
      {edition.number > 1 && (
        <>
          <h3>{t.counted}</h3>
          <p>{t.countedAs(...counted)}</p>
        </>
      )}
    </section>
  )
} // biome-ignore format: rows

/** What was said and answered; what somebody wrote is never more than text. */
export function Comments({ said, reader }: { said: readonly PublicComment[]; reader: Reader }) {
  const { assessments: t } = reader.t
  return (
    <section class="flow" aria-labelledby="comments">
      <h2 id="comments">{t.comments}</h2>
      {said.length === 0 && <p class="soft">{t.noComments}</p>}
      <ul class="plain flow">
        {said.map(({ id, name, edition, says, at, answer, answeredAt }) => (
          <li class="card flow flow-tight" id={id}>
            <p class="small soft">
              <bdi>{name || t.anonymous}</bdi>, {reader.instant(at)}, {t.commentTo(reader.number(edition))}
            </p>
            <p class="wrapped measure" dir="auto">
              {says}
            </p>
            <blockquote class="said flow flow-tight">
              <p class="small soft">
                {t.answer}, {reader.instant(answeredAt)}
              </p>
              <p class="prose">{answer}</p>
            </blockquote>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The form by which anyone says something, without an account. */
export function CommentForm({
  id,
  given,
  wrong,
  token,
  reader,
}: {
  id: string
  given: URLSearchParams
  wrong: readonly Complaint[]
  token: string
  reader: Reader
}): Child {
  const { assessments: t, forms } = reader.t
  const field = (name: 'name' | 'says') => {
    const error = wrong.find((one) => one.field === name)?.message
    return { name, value: given.get(name) ?? '', errorWord: forms.error, ...(error && { error }) }
  }
  return (
    <form method="post" action={urls.assessmentComments(id)} class="card flow measure no-print" novalidate>
      <h2>{t.comment.title}</h2>
      <p>{t.comment.about}</p>
      <input type="hidden" name="form_token" value={token} />
      <TextField {...field('name')} label={`${t.comment.name} ${forms.optional}`} />
      <LongTextField {...field('says')} label={t.comment.says} rows={6} />
      <p>
        <button type="submit" class="button">
          {t.comment.button}
        </button>
      </p>
    </form>
  )
}
