import type { Rule } from '../../law/index.ts'
import { type Reading, RuleLink } from './reading.tsx'

/** How a state grades data, from the most sensitive down, and what each grade means for giving it abroad. */
export function StateScheme({ state, reading }: { state: string; reading: Reading }) {
  const { reader, edition, on } = reading
  const { lawStates: t } = reader.t
  const schemes = [state, ...(edition.isMember(state, on) ? ['EU'] : [])]
  const all = [...edition.rules.values()].filter((rule): rule is Rule<'class'> => rule.kind === 'class')
  const own = all.filter(({ scheme }) => schemes.includes(scheme)).sort((a, b) => b.rank - a.rank)
  const classes =
    own.length > 0 ? own : all.filter(({ scheme }) => scheme === 'general').sort((a, b) => b.rank - a.rank)
  return (
    <section class="flow" aria-labelledby="scheme">
      <h2 id="scheme">{t.scheme}</h2>
      <p class="soft">{own.length > 0 ? t.schemeNote : t.noScheme}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.class}</th>
            <th scope="col">{t.levelWord}</th>
            <th scope="col">{t.leaves}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map(({ rule, level, release }) => (
            <tr>
              <th scope="row">
                <RuleLink id={rule} reading={reading} />
              </th>
              <td data-label={t.levelWord}>{t.level[level]}</td>
              <td data-label={release && t.leaves}>{release && reader.law(release.says)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
