import { countryCodes, countryName, isCountryCode } from '../../base/countries.ts'
import type { LawBase } from '../../law/index.ts'

/** Which state a name in a table stands for, and whether it is what the state is called today. */
export interface NamedState {
  readonly state: string
  readonly isOtherName: boolean
}

const languages = ['en', 'zh', 'de', 'fr'] as const
const known = new WeakMap<LawBase, ReadonlyMap<string, NamedState>>()

/** The state a cell names, by code or by name; undefined for what no state is called, today or before. */
export function stateNamed(law: LawBase, written: string): NamedState | undefined {
  const text = written.trim().slice(0, 100)
  if (isCountryCode(text)) return { state: text, isOtherName: false }
  return namesIn(law).get(folded(text))
}

function namesIn(law: LawBase): ReadonlyMap<string, NamedState> {
  const before = known.get(law)
  if (before) return before
  const names = new Map<string, NamedState>()
  const states = [...law.rules.values()].flatMap((rule) => (rule.kind === 'state' ? [rule] : []))
  for (const { code, other_names } of states)
    for (const name of other_names) names.set(folded(name), { state: code, isOtherName: true })
  const today = (name: string, state: string) => names.set(folded(name), { state, isOtherName: false })
  for (const language of languages) {
    const short = new Intl.DisplayNames([language], { type: 'region', style: 'short', fallback: 'none' })
    for (const code of countryCodes) {
      today(countryName(code, language), code)
      const name = short.of(code)
      if (name && name.length > 2) today(name, code)
    }
  }
  for (const { code, title } of states) today(title, code)
  known.set(law, names)
  return names
}

/** As names are compared: without signs over letters, small words, signs between, and a footnote's mark at the end. */
const folded = (name: string): string =>
  name
    .replace(/(?:\s*[*†‡¹²³]|\s*\(\d+\)|\s*\[\d+\])+$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/\bst\b\.?/g, 'saint')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^the /, '')
    .trim()

/** What a line for all states together is called where the state stands. */
export const isAllStates = (written: string): boolean =>
  /^(?:grand )?(?:total|totals|all|all countries|all countries \/ regions|all countries\/regions|global|worldwide|world|sum|overall|gesamt|insgesamt|summe|weltweit|ensemble|monde|总计|合计|全球)$/i.test(
    written.trim().replace(/[:*]+$/, ''),
  )
