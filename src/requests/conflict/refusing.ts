import type { Conflict, LawBase } from '../../law/index.ts'

/**
 * Reasons for not giving it that whoever asked can act on: what forbids it, with its articles, and every lawful way that stays
 * open. A draft in the language of the law base, for a person to go over.
 */
export function reasonsFrom(law: LawBase, conflicts: readonly Conflict[], on: string): string {
  const edition = law.at(on)
  const bars = [...new Set(conflicts.map(({ forbids }) => forbids))].flatMap((id) => {
    const gate = edition.gates.get(id)?.rule
    return gate ? [`- ${gate.title} (${edition.cite(gate, '')})`] : []
  })
  if (bars.length === 0) return ''
  // Several bars offer the same way, each by its own article.
  const ways = Map.groupBy(
    conflicts.flatMap(({ resolutions }) => resolutions),
    ({ what }) => what,
  )
  return [
    'The law that binds us forbids giving what is asked:',
    ...bars,
    ...(ways.size > 0
      ? [
          'What is open instead:',
          ...[...ways].map(([what, same]) => `- ${what} (${[...new Set(same.map(({ cite }) => cite))].join('; ')})`),
        ]
      : []),
  ].join('\n')
}
