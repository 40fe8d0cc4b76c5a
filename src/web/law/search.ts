import type { Kind, LawBase, Rule } from '../../law/index.ts'

/** Where the text of a rule stands below `law/`. */
export const pathOf = ({ rule, kind }: Rule): string =>
  kind === 'instrument' ? `${rule}/instrument.yaml` : `${rule}.yaml`

/** Rules in which every word occurs, those that have it in their title first, then in their citations, their id, their text. */
export function search(
  law: LawBase,
  { words, kind, title }: { words: string; kind?: Kind; title: (rule: Rule) => string },
): Rule[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const ranked: { rule: Rule; rank: number }[] = []
  for (const rule of law.rules.values()) {
    if (kind && rule.kind !== kind) continue
    const places = [
      `${title(rule)} ${rule.title}`,
      rule.cites.map(({ cite }) => cite).join(' '),
      rule.rule,
      law.files.get(pathOf(rule)) ?? '',
    ].map((place) => place.toLowerCase())
    const ranks = wanted.map((word) => places.findIndex((place) => place.includes(word)))
    if (ranks.every((rank) => rank >= 0)) ranked.push({ rule, rank: Math.max(0, ...ranks) })
  }
  return ranked.sort((a, b) => a.rank - b.rank || (a.rule.rule < b.rule.rule ? -1 : 1)).map(({ rule }) => rule)
}
