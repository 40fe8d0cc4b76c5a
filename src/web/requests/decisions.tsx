import type { LawBase } from '../../law/index.ts'
import type { Decision, FormCopy } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import { FormReading } from '../official-form/reading.tsx'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'
import { nameOf, type Story } from './story.ts'

/** What was decided, by whom, and why; nothing where nothing was. */
export function Decisions({ story, law, reader }: { story: Story; law: LawBase; reader: Reader }) {
  const { requests: t } = reader.t
  const told = story.decisions.filter(isWorthTelling)
  if (told.length === 0) return null
  return (
    <section class="flow" aria-labelledby="decisions">
      <h2 id="decisions">{t.decisions}</h2>
      <ul class="decisions plain">
        {told.map((decision) => (
          <li class="card flow flow-tight">
            <h3>
              {titleOf(decision, story, reader)}
              {decision.void && <span class="tag">{t.void}</span>}
            </h3>
            <p class="small soft">
              {[...new Set([decision.name, nameOf(story, decision.org)])].filter(Boolean).join(', ')} ·{' '}
              {reader.instant(decision.at)}
            </p>
            <Rests decision={decision} law={law} reader={reader} />
            <ObjectionForm request={story.request.id} objection={decision} reader={reader} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A step that was simply done says nothing that the chain does not say already. */
const isWorthTelling = ({ outcome, reason, rules, details, step }: Decision) =>
  step !== 'reminder' &&
  (outcome !== 'done' || reason !== undefined || rules.length > 0 || step === 'sender-checks' || 'post' in details)

/** What was decided about a step, or what was done beside them in its own words. */
function titleOf({ step, outcome }: Decision, { steps }: Story, { t, law, colon }: Reader): string {
  const found = steps.find(({ id }) => id === step)
  return found ? `${law(found.title)}${colon}${t.requests.outcome[outcome]}` : (t.requests.beside[step] ?? step)
}

/** The form an objection was raised on, to be read here and as paper. */
export function ObjectionForm({
  request,
  objection: { id, outcome, details },
  reader,
}: {
  request: string
  objection: Decision
  reader: Reader
}) {
  if (outcome !== 'objected' || !details.form) return null
  const form = details.form as unknown as FormCopy
  return (
    <>
      <Fold title={reader.law(form.heading)}>
        <FormReading copy={form} reader={reader} anchors={false} />
      </Fold>
      <p class="no-print">
        <a href={urls.answeringPaper(request, id)}>{reader.t.answering.printed}</a>
      </p>
    </>
  )
}

function Rests({ decision, law, reader }: { decision: Decision; law: LawBase; reader: Reader }) {
  const { requests: t, deeds } = reader.t
  const { reason, rules, details } = decision
  const checks = (details.checks ?? []) as readonly { check: string; holds: boolean; note?: string }[]
  const kinds: Record<string, string> = deeds.checks.kinds
  return (
    <>
      <dl class="pairs">
        {rules.map((rule) => {
          const found = law.rules.get(rule)
          const cite = found?.cites[0]?.cite
          return (
            <>
              <dt>{t.ground}</dt>
              <dd>
                <a href={urls.rule(rule)}>{reader.law(found?.title ?? rule)}</a>{' '}
                {cite && <Citation source={sourceOf(law, rule, cite, reader)} />}
              </dd>
            </>
          )
        })}
        {typeof details.answer === 'string' && (
          <>
            <dt>{t.answer}</dt>
            <dd>{t.answersTo[details.answer] ?? details.answer}</dd>
          </>
        )}
        {reason && (
          <>
            <dt>{t.reason}</dt>
            <dd class="said-words">{reason}</dd>
          </>
        )}
        {typeof details.post === 'string' && (
          <>
            <dt>{t.post}</dt>
            <dd>{details.post}</dd>
          </>
        )}
        {typeof details.fileNumber === 'string' && (
          <>
            <dt>{t.fileNumber}</dt>
            <dd>{details.fileNumber}</dd>
          </>
        )}
      </dl>
      {typeof details.preserved === 'boolean' && <p>{details.preserved ? t.preserved.yes : t.preserved.no}</p>}
      {checks.length > 0 && (
        <ul>
          {checks.map(({ check, holds, note }) => (
            <li>
              {kinds[check] ?? check}: <strong>{holds ? deeds.yes : deeds.no}</strong>
              {note && ` (${note})`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
