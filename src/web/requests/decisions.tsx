import type { LawBase } from '../../law/index.ts'
import type { Decision } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
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
              {titleOf(decision, story, reader)}: {t.outcome[decision.outcome]}
              {decision.void && <span class="tag">{t.void}</span>}
            </h3>
            <p class="small soft">
              {[decision.name, nameOf(story, decision.org)].filter(Boolean).join(', ')} · {reader.instant(decision.at)}
            </p>
            <Rests decision={decision} law={law} reader={reader} />
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

const titleOf = ({ step }: Decision, { steps }: Story, reader: Reader) =>
  step === 'sender-checks'
    ? reader.t.deeds.checks.title
    : reader.law(steps.find(({ id }) => id === step)?.title ?? step)

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
            <dt>{deeds.reply.outcome}</dt>
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
