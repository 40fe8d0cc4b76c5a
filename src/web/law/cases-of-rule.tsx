import { type Case, casesOf, type Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'
import type { Reading } from './reading.tsx'

/** So many are shown at once; the rest unfold. */
const SHOWN = 6

/** The worked cases that exercise a rule: those it fits, those it does not, those whose answer names it. */
export function CasesOfRule({ rule, reading }: { rule: Rule; reading: Reading }) {
  const { t, number } = reading.reader
  const { holding, failing, naming } = casesOf(reading.law, rule.rule, reading.today)
  const exercisable = /^(route|gate|reach|clock)$/.test(rule.kind)
  if (holding.length + failing.length + naming.length === 0)
    return exercisable ? (
      <section class="flow flow-tight">
        <h2>{t.lawCases.ofRule}</h2>
        <p class="soft">{t.lawCases.none}</p>
      </section>
    ) : null
  const lists = [
    [t.lawCases.fits(number(holding.length)), holding],
    [t.lawCases.fitsNot(number(failing.length)), failing],
    [t.lawCases.names(number(naming.length)), naming],
  ] as const
  return (
    <section class="flow" aria-labelledby="cases">
      <h2 id="cases">{t.lawCases.ofRule}</h2>
      <p class="soft">{t.lawCases.ofRuleNote}</p>
      {lists.map(
        ([title, cases]) =>
          cases.length > 0 && (
            <section class="flow flow-tight">
              <h3>{title}</h3>
              <CaseList cases={cases.slice(0, SHOWN)} reading={reading} />
              {cases.length > SHOWN && (
                <Fold title={t.lawCases.more(number(cases.length - SHOWN))}>
                  <CaseList cases={cases.slice(SHOWN)} reading={reading} />
                </Fold>
              )}
            </section>
          ),
      )}
    </section>
  )
}

/** Cases by name, each with where its expectation comes from. */
export function CaseList({ cases, reading: { reader } }: { cases: readonly Case[]; reading: Reading }) {
  const { status } = reader.t.routes
  return (
    <ul class="rule-list plain">
      {cases.map(({ id, name, cite, on, expect }) => (
        <li>
          <a href={urls.lawCase(id)}>{reader.law(name)}</a>
          <p class="small soft">
            {[
              cite,
              on && reader.date(on),
              ...Object.entries(expect.items ?? {}).map(([item, outcome]) => `${item}: ${status[outcome]}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}
