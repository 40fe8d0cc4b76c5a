import { describe, expect, test } from 'vitest'
import { caseShapes } from '../../test/case-shapes.ts'
import { standards } from '../../test/standards.ts'
import { caseGraph } from './case-graph.ts'
import { authority, contents } from './package.fixture.ts'
import type { Custody } from './package-format.ts'

const folder = standards('case-uco')
const { custody, keys } = await contents()

/** A device the photograph was taken from, an act by somebody nobody named, an act about nothing that is in the package. */
const full: Custody = {
  ...custody,
  devices: [
    { id: 'device_1', name: 'Telephone', serial: 'SN 1', items: ['item_1'] },
    { id: 'device_2', name: 'Memory card', serial: null, items: [] },
  ],
  acts: [
    ...custody.acts,
    act(7, { about: 'device_1', items: [] }),
    act(8, { by: 'system', items: ['item_1', 'item_unknown'] }),
    act(9, { by: 'somebody', org: 'org_unknown' }),
  ],
}

function act(seq: number, changed: Partial<Custody['acts'][number]>): Custody['acts'][number] {
  const at = `2026-11-21T10:01:0${seq}.000Z`
  return {
    org: authority,
    seq,
    at,
    by: 'person_anna',
    kind: 'evidence.moved',
    about: 'item_1',
    items: [],
    says: 'Moved',
    ...changed,
  }
}

describe.skipIf(folder === undefined)('the graph in a package', () => {
  const shapes = folder === undefined ? undefined : caseShapes(`${folder}/ontology`)
  const nothing = { violations: 0, warnings: 0, infos: 0 }

  test('keeps to the shapes of CASE and UCO, and to their terms', async () => {
    for (const one of [custody, full, { ...custody, items: [], acts: [] }]) {
      const graph = caseGraph(one, keys)
      expect(await shapes?.judge(graph)).toEqual(nothing)
      expect(shapes?.undefinedTerms(graph)).toEqual([])
    }
  })

  test('keeps to them whatever things are called', async () => {
    const names = ['', ' ', '"\\\n', '證據 📱', '@id', 'https://example.org/#x', '\u0000', 'a'.repeat(2000)]
    const items = full.items.flatMap((item) =>
      names.map((name, i) => ({ ...item, id: `item_${i}`, name, mediaType: name })),
    )
    const people = Object.fromEntries(names.map((name, i) => [`person_${i}`, { name, org: authority }]))
    const acts = names.map((says, seq) => act(seq, { by: `person_${seq}`, kind: says, says, items: [`item_${seq}`] }))
    expect(await shapes?.judge(caseGraph({ ...full, items, people, acts }, keys))).toEqual(nothing)
  })

  test('with a size in words for a number would not', async () => {
    const graph = caseGraph(full, keys).replaceAll(
      /"uco-observable:sizeInBytes":\d+/g,
      '"uco-observable:sizeInBytes":"big"',
    )
    expect(await shapes?.judge(graph)).toEqual({ ...nothing, violations: 2 })
    expect(shapes?.undefinedTerms(graph.replaceAll('uco-core:name', 'uco-core:nmae'))).toEqual([
      'https://ontology.unifiedcyberontology.org/uco/core/nmae',
    ])
  })
})
