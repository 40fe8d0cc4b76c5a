import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import type { Actor, Seat } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import { readLaw } from '../read-law.ts'
import { openBlobs } from '../vault/index.ts'
import { giveBack, refuse } from './approvals.ts'
import { chance } from './chance.fixture.ts'
import { type Example, examplesOf, faultsOf, faultsOfRefused, type Play, stageFor } from './every-route.fixture.ts'
import { type Course, isOver, phaseOf } from './lifecycle.ts'
import type { Step } from './request.ts'

/**
 * The same as the steps alone, on the database and with messages under way: everybody acts at any moment, twice and in
 * others' place, and what is queued arrives whenever it does. Afterwards whoever is left brings it to its end.
 */

const examples = examplesOf(await readLaw())
const folder = mkdtempSync(join(tmpdir(), 'comity-interleaving-'))
afterAll(() => rmSync(folder, { recursive: true }))
const stage = stageFor((await testDatabase()).db, await openBlobs(folder))

const chains = [
  'eu/2023-1543/routes/production-order',
  'un/cybercrime/routes/mutual-assistance',
  'coe/185/routes/interception',
  'treaties/general/routes/reciprocity',
  'gb/ipa/routes/interception',
]
const each = 2
const ticks = 45

type Luck = ReturnType<typeof chance>

/** Somebody tries something. Answers what was done, or the code of the refusal. */
async function tick(play: Play, luck: Luck): Promise<string> {
  if (luck.below(3) === 0) return attempt(async () => String(await stage.carryOne(play)))
  const copies = (await play.copies()).filter(({ request }) => request.endedAt === undefined)
  if (copies.length === 0) return 'over'
  const course = luck.oneOf(copies)
  const current = course.steps.filter(({ is, doer }) => is === 'current' && doer === course.request.org)
  const step = luck.below(4) > 0 && current.length > 0 ? luck.oneOf(current) : luck.oneOf(course.steps)
  const actor = somebody(course, step, luck)
  const deed = luck.below(12)
  const done = await attempt(() => act(play, course, step, actor, deed))
  if (done !== 'done' || phaseOf(step) !== 'deciding' || deed < 2) return done
  const again = await attempt(() => act(play, course, step, actor, deed))
  expect(['already_decided', 'ended'], `${step.id} twice`).toContain(again)
  return done
}

async function act(play: Play, course: Course, step: Step, actor: Actor, deed: number): Promise<string> {
  const { id } = course.request
  const said = { step: step.id, reason: 'It is not complete' }
  if (deed === 0 && phaseOf(step) === 'deciding')
    await play.transact((tx) => giveBack(tx, actor, id, said, play.setting))
  else if (deed === 1 && phaseOf(step) === 'deciding' && actor.name.length % 3 === 0)
    await play.transact((tx) => refuse(tx, actor, id, said, play.setting))
  else await stage.carryOutNow(play, course, step, actor)
  play.pass(1)
  return 'done'
}

function somebody({ request }: Course, step: Step, luck: Luck): Actor {
  const own = stage.byId(request.org)
  if (!own) throw new Error('Nobody is here')
  const isRight = luck.below(4) > 0
  const seat = isRight ? step.seat : luck.oneOf<Seat>(['authority', 'court', 'central', 'provider'])
  const needsHead = phaseOf(step) === 'deciding' && step.seat === 'authority'
  return stage.actorAt(own, seat, isRight === needsHead ? 'head' : 'author')
}

async function attempt(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

/** Every order on its way was queued when each approval stood, for that very draft, by somebody else than its author. */
async function leaksOf(play: Play): Promise<string[]> {
  const keeper = (await play.copies()).find(({ request }) => request.direction === 'outgoing')
  if (!keeper || keeper.request.leftAt === undefined) return []
  const { steps, decisions, request } = keeper
  const missing = steps.filter(
    (step) =>
      phaseOf(step) === 'deciding' &&
      step.state === request.facts.asking?.state &&
      !isOver(step) &&
      step.does !== 'decide',
  )
  const owned = decisions.filter(
    ({ step, person, void: isVoid }) =>
      !isVoid &&
      person === request.author?.person &&
      steps.some((one) => one.id === step && phaseOf(one) === 'deciding'),
  )
  const isAfter = ({ after }: Step) =>
    after.some((id) => steps.some((one) => one.id === id && phaseOf(one) === 'departing'))
  return [
    ...missing.filter((step) => !isAfter(step)).map(({ id }) => `left without ${id}`),
    ...owned.map(({ step }) => `${step} by its author`),
  ]
}

describe.each(chains)('%s, in any order,', (rule) => {
  test.each(Array.from({ length: each }, (_, i) => i + 1))('comes to its end, and leaks nothing (%d)', async (seed) => {
    const example = examples.get(rule) as Example
    const play = await stage.begin(example)
    const luck = chance(seed * 7919 + rule.length)
    const told: string[] = []
    for (let n = 0; n < ticks; n++) {
      told.push(await tick(play, luck))
      expect(await leaksOf(play)).toEqual([])
    }
    while ((await attempt(async () => String(await stage.carryOne(play)))) !== 'false');
    await stage.playOut(play)
    const keeper = (await play.copies()).find(({ request }) => request.direction === 'outgoing')
    const isRefused = keeper?.request.status === 'refused'
    expect(isRefused ? await faultsOfRefused(play) : await faultsOf(play, stage.byId), told.join(' ')).toEqual([])
  })
})
