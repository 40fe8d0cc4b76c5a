import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { hashEvent, originOf } from '../../audit/index.ts'
import { base64, hex } from '../../base/bytes.ts'
import { instantText } from '../../base/time.ts'
import { checkpointText, generateSigningKey, noteSigner, rootOf, sha256, signNote } from '../../crypto/index.ts'
import { belongs, draw, type Entry, marks, type Part, type Plan, seedOf } from './draw.ts'
import { commitmentTo, parseSample, populationIn, type Sample, verifySample } from './sample.ts'

const overseen = 'org_00000000000000000000000001'
const key = await generateSigningKey()
const start = Temporal.Instant.from('2026-05-01T00:00:00Z')
const idOf = (i: number) => `request_${String(i).padStart(26, '0')}`
const parts: Part[] = [
  { by: 'emergency', number: 3 },
  { by: 'category', number: 3, category: 'content' },
  { by: 'risk', number: 3, marks: ['late', 'privileged'] },
  { by: 'random', number: 5 },
]
const planWith = (nonce: Uint8Array, more: Partial<Plan> = {}): Plan => ({
  format: 'comity-sampling-plan/1', id: 'plan_1', overseer: 'org_00000000000000000000000002', overseen, title: 'May',
  parts, from: '2026-05-01', until: '2026-12-31', commitment: commitmentTo(nonce), after: 3, at: '2026-05-01T00:00:00.000Z', ...more,
}) // biome-ignore format: a table

/** A log that begins so many requests, an emergency every seventh, and a sample drawn from it. */
async function sampleOf(many: number, nonce = new Uint8Array(32).fill(7), plan = planWith(nonce)): Promise<Sample> {
  const leaves: Sample['leaves'] = Array.from({ length: many }, (_, i) => {
    const kind = i % 7 === 0 ? 'request.emergency-stated' : 'request.drafted'
    return [instantText(start.add({ hours: i })), 'system', kind, idOf(i), hex(sha256(Uint8Array.of(i % 256)))]
  })
  const events = leaves.map(([at, by, kind, about, body], seq) => ({ org: overseen, seq, at, by, kind, about, bodyHash: Uint8Array.fromHex(body) })) // biome-ignore format: a row
  const checkpoint = { size: many, root: rootOf(events.map(hashEvent)) }
  const text = checkpointText({ origin: originOf(overseen), ...checkpoint })
  const population = [...populationIn(events, plan)].map(
    ([id, { at, emergency }], i): Entry => ({
      ...{ id, at, marks: emergency ? ['emergency'] : i % 5 === 0 ? ['late'] : [] },
      categories: i % 3 === 0 ? ['content'] : ['subscriber'],
    }),
  )
  const drawn = draw(plan, seedOf(plan, nonce, checkpoint), population)
  const note = await signNote(text, noteSigner(originOf(overseen), key))
  return { plan, nonce: hex(nonce), checkpoint: note, key: base64(key.publicKey), leaves, population, drawn }
}

const faults = async (sample: Sample) =>
  (await verifySample(sample, base64(key.publicKey))).flatMap(({ ok }, i) => (ok ? [] : [i]))
const [COMMITMENT, SIGNED, AFTER, WHOLE, POPULATION, DRAWN] = [0, 1, 2, 3, 4, 5] as const
const sample = await sampleOf(60)

describe('a sample', () => {
  test('is drawn again from its file alone', async () => {
    expect(await faults(parseSample(JSON.parse(JSON.stringify(sample))))).toEqual([])
    expect(sample.drawn.map(({ part }) => part)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3])
    expect(new Set(sample.drawn.map(({ id }) => id)).size).toBe(14)
    for (const { id, part } of sample.drawn) {
      const entry = sample.population.find((one) => one.id === id)
      expect(entry && belongs(parts[part] as Part, entry)).toBe(true)
    }
  })

  test('whose file is no sample is refused, saying where', () => {
    expect(() => parseSample({ ...sample, nonce: 'x' })).toThrow(
      expect.objectContaining({ code: 'malformed_sample', path: 'nonce' }),
    )
    expect(() => parseSample([])).toThrow(expect.objectContaining({ code: 'malformed_sample' }))
  })

  test('does not hold with another nonce, another key, or a checkpoint from before the plan', async () => {
    expect(await faults({ ...sample, nonce: '00'.repeat(32) })).toContain(COMMITMENT)
    const other = base64((await generateSigningKey()).publicKey)
    expect((await verifySample(sample, other))[SIGNED]?.ok).toBe(false)
    expect(await faults({ ...sample, key: other })).toEqual(expect.arrayContaining([SIGNED, WHOLE]))
    expect(await faults(await sampleOf(3))).toEqual([AFTER])
  })

  const place = fc.nat({ max: 59 })
  test.prop([place, fc.constantFrom('remove', 'add', 'alter', 'swap', 'unmark')], { numRuns: 60 })(
    'finds what was removed from the population, added to it, or altered, in whichever place',
    async (at, how) => {
      const i = how === 'unmark' ? at - (at % 7) : at
      const population = [...sample.population]
      const one = population[i] as Entry
      if (how === 'remove') population.splice(i, 1)
      if (how === 'add') population.splice(i, 0, { ...one, id: idOf(999) })
      if (how === 'alter') population[i] = { ...one, at: '2026-05-02T00:00:00.001Z' }
      if (how === 'swap') population.push(...population.splice(0, i + 1))
      if (how === 'unmark') population[i] = { ...one, marks: [] }
      const isSame = how === 'swap' && i === 59
      expect((await faults({ ...sample, population })).includes(POPULATION)).toBe(!isSame)
    },
  )

  test.prop([place, fc.constantFrom('remove', 'add', 'alter')], { numRuns: 60 })(
    'finds a leaf that was taken out of the log, put into it, or altered: no request is kept out of the population',
    async (at, how) => {
      const leaves = [...sample.leaves]
      const leaf = leaves[at] as Sample['leaves'][number]
      if (how === 'remove') leaves.splice(at, 1)
      if (how === 'add') leaves.splice(at, 0, [leaf[0], leaf[1], leaf[2], idOf(999), leaf[4]])
      if (how === 'alter') leaves[at] = [leaf[0], leaf[1], leaf[2], idOf(999), leaf[4]]
      expect(await faults({ ...sample, leaves })).toContain(WHOLE)
    },
  )

  test.prop([fc.nat({ max: 13 })], { numRuns: 14 })('finds a draw that was steered', async (at) => {
    const spared = sample.population.find(({ id }) => !sample.drawn.some((one) => one.id === id))
    const drawn = sample.drawn.map((one, i) => (i === at ? { ...one, id: spared?.id ?? '' } : one))
    expect(await faults({ ...sample, drawn })).toEqual([DRAWN])
  })
})

describe('the draw', () => {
  const population: Entry[] = Array.from({ length: 20 }, (_, i) => ({ id: idOf(i), at: '2026-05-01T00:00:00.000Z', marks: [], categories: [] })) // biome-ignore format: a row
  const one = { parts: [{ by: 'random', number: 4 }] as Part[] }
  const checkpoint = { size: 9, root: sha256(Uint8Array.of(1)) }
  const hits = (drawn: readonly { id: string }[]) => drawn.map(({ id }) => Number(id.slice(8)))

  test('hits every request as often as any other, whatever its id', () => {
    const counted = Array<number>(20).fill(0)
    const times = 1000
    for (let i = 0; i < times; i++)
      for (const hit of hits(draw(one, sha256(Uint8Array.of(i % 256, i >> 8)), population))) counted[hit] = (counted[hit] ?? 0) + 1
    // Four of twenty in each draw; chi squared with 19 degrees of freedom stays under this in all but one of a million.
    const expected = times / 5
    const chi = counted.reduce((sum, number) => sum + (number - expected) ** 2 / (expected * 0.8), 0)
    expect(chi).toBeLessThan(65)
  }) // biome-ignore format: short

  test('cannot be known from what the overseen knows: plan, population and its own checkpoint leave every outcome open', () => {
    // The overseen tries as many checkpoints as it likes to spare the first request. It does not know the nonce: over the
    // nonces there may be, its best choice is hit as often as any other.
    const nonces = Array.from({ length: 150 }, (_, i) => sha256(Uint8Array.of(i % 256, i >> 8, 1)))
    const share = (root: Uint8Array) =>
      nonces.filter((nonce) => {
        const plan = planWith(nonce)
        return hits(draw(one, seedOf({ ...plan, ...one }, nonce, { size: 9, root }), population)).includes(0)
      }).length / nonces.length
    const shares = Array.from({ length: 5 }, (_, i) => share(sha256(Uint8Array.of(i))))
    for (const each of shares) expect(Math.abs(each - 0.2)).toBeLessThan(0.11)
  }) // biome-ignore format: short

  test.prop([fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 10, max: 1000 })], { numRuns: 50 })(
    'cannot be known from what the overseer knows when it commits: another checkpoint draws another sample',
    (nonce, size) => {
      const plan = planWith(nonce)
      const wide = { parts: [{ by: 'random', number: 10 }] as Part[] }
      const seeds = [checkpoint, { ...checkpoint, size }, { ...checkpoint, root: sha256(nonce) }]
      const drawn = seeds.map((one) => JSON.stringify(draw(wide, seedOf(plan, nonce, one), population)))
      expect(new Set(drawn).size).toBe(3)
    },
  )

  test('takes what is gone from the records for a risk, whatever the plan counts as one', () => {
    const gone: Entry = { ...(population[3] as Entry), marks: ['gone'] }
    const risk: Part = { by: 'risk', number: 1, marks: ['secrecy'] }
    expect(draw({ parts: [risk] }, checkpoint.root, population.with(3, gone))).toEqual([{ id: gone.id, part: 0 }])
    expect(marks).toContain('gone')
  })
})
