import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import {
  addPromise, closeMinutes, closings, type Dialogue, type DialoguePromise, dialogueShown, findPromise, listDialogues, recordDialogue,
  type ShownPromise, targetDefinitions, targetFigures, topics,
} from '../oversight/index.ts' // biome-ignore format: words
import { once, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const day = z.iso.date()
const line = z.string().max(300)
const prose = z.string().max(5_000)
const kind = z.enum(['state', 'provider'])

/** What a figure of the record is to come to, as it is given. */
export const givenTarget = z.strictObject({
  figure: z.enum(targetFigures).meta({ description: 'A figure the record itself counts' }),
  value: z.number().meta({ description: 'Days, or per cent' }),
  ground: z.string().max(200).optional().meta({ description: 'The ground of law, where the figure is of one' }),
})
const newDialogue = z.strictObject({
  kind,
  partner: line.meta({ description: 'The code of the state, or the company as the requests name it' }),
  heldOn: day,
  ours: z.array(line).max(50).meta({ description: 'The offices that took part, never people' }),
  theirs: z.array(line).max(50),
  topics: z.array(z.enum(topics)),
  minutes: z.string().max(50_000),
})
const newPromise = z.strictObject({
  by: z.enum(['us', 'them']),
  office: line,
  says: prose,
  due: day,
  target: givenTarget,
})
const closing = z.strictObject({
  how: z.enum(closings),
  says: prose.default('').meta({ description: 'Where the signed minutes are kept, or why they are taken back' }),
})
const newFinding = z.strictObject({ promise: z.string().max(60), kept: z.boolean(), reason: prose })

/** What was said to one another with other states and providers, what was promised, and what the figures show of it. */
export function dialogues({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { now } = setting
  const idOf = (word: string) => parseId('dialogue', word)
  return new Hono()
    .get('/api/dialogues', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'dialogue.read')
      const { page, next } = pageOfAll(c, await listDialogues(db, actor.org), ({ id }) => id)
      return c.json({ definitions: targetDefinitions, dialogues: page.map(listed), next })
    })
    .post('/api/dialogues', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newDialogue)
      const doing = { about: actor.org, act: 'dialogue.record', input }
      const { id } = await db
        .transaction()
        .execute((tx) => once(tx, actor, doing, now, () => recordDialogue(tx, actor, input, setting)))
      return c.json(shown(await dialogueShown(db, actor, id, now())), 201)
    })
    .get('/api/dialogues/:id', async (c) => {
      const actor = await whoAsks(c)
      return c.json(shown(await dialogueShown(db, actor, idOf(c.req.param('id')), now())))
    })
    .post('/api/dialogues/:id/promises', async (c) => {
      const actor = await whoAsks(c)
      const { target, ...input } = await readBody(c, newPromise)
      const id = idOf(c.req.param('id'))
      const doing = { about: id, act: 'dialogue.promise', input: { ...input, ...target } }
      await db
        .transaction()
        .execute((tx) => once(tx, actor, doing, now, () => addPromise(tx, actor, id, { ...input, ...target }, setting)))
      return c.json(shown(await dialogueShown(db, actor, id, now())), 201)
    })
    .post('/api/dialogues/:id/closure', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, closing)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => closeMinutes(tx, actor, id, input, setting))
      return c.json(shown(await dialogueShown(db, actor, id, now())))
    })
    .post('/api/dialogues/:id/findings', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newFinding)
      const id = idOf(c.req.param('id'))
      const doing = { about: input.promise, act: 'dialogue.find', input }
      await db
        .transaction()
        .execute((tx) => once(tx, actor, doing, now, () => findPromise(tx, actor, id, input, setting)))
      return c.json(shown(await dialogueShown(db, actor, id, now())), 201)
    })
}

const listed = ({ org: _, recorded, closed, ...one }: Dialogue) => ({
  ...one,
  recorded: { name: recorded.name, at: recorded.at },
  closed: closed ?? null,
  promises: one.promises.map(promiseView),
})
const shown = (dialogue: Omit<Dialogue, 'promises'> & { readonly promises: readonly ShownPromise[] }) => ({
  ...listed(dialogue),
  promises: dialogue.promises.map((one) => ({ ...promiseView(one), measured: one.measured })),
})
const promiseView = ({ id, by, office, says, due, target, recorded, found }: DialoguePromise) => ({
  ...{ id, by, office, says, due, target },
  recorded: { name: recorded.name, at: recorded.at },
  found: found.map(({ found: { name, at }, ...one }) => ({ ...one, name, at })),
})

const written = z.strictObject({ name: z.string(), at: z.string() })
const figure = z.strictObject({
  from: z.string().optional(),
  until: z.string().optional(),
  asked: z.number().int(),
  value: z.number().nullable().meta({ description: 'Null where there are too few to tell' }),
})
/** A figure before, until it was due, and since. */
export const measured = z.strictObject({ before: figure, meanwhile: figure.optional(), since: figure.optional() })
const promise = z.strictObject({
  id: z.string(),
  by: z.enum(['us', 'them']),
  ...{ office: z.string(), says: z.string(), due: z.string(), target: givenTarget, recorded: written },
  found: z.array(written.extend({ kept: z.boolean(), reason: z.string(), figures: measured })),
})
const dialogue = z.strictObject({
  ...{ id: z.string(), kind, partner: z.string(), heldOn: z.string() },
  offices: z.strictObject({ ours: z.array(z.string()), theirs: z.array(z.string()) }),
  topics: z.array(z.enum(topics)),
  minutes: z.string(),
  recorded: written,
  closed: written.extend({ how: z.enum(closings), says: z.string() }).nullable(),
  promises: z.array(promise),
})
const withFigures = dialogue.extend({ promises: z.array(promise.extend({ measured })) })

export const dialoguePaths = {
  '/api/dialogues': {
    get: operation('Dialogues with other states and providers, and what was promised in them', {
      query: paging,
      gives: z.strictObject({ definitions: z.record(z.string(), z.string()), dialogues: z.array(dialogue), next }),
    }),
    post: operation('Writes down that a dialogue was held; it counts once the minutes stand', {
      takes: newDialogue,
      gives: withFigures,
      status: 201,
    }),
  },
  '/api/dialogues/{id}': {
    get: operation('One dialogue, with what the figures show of each promise', { names: true, gives: withFigures }),
  },
  '/api/dialogues/{id}/promises': {
    post: operation('Adds what one side promised, in terms a figure of the record can show', {
      names: true,
      takes: newPromise,
      gives: withFigures,
      status: 201,
    }),
  },
  '/api/dialogues/{id}/closure': {
    post: operation(
      'The other side signed the minutes, a person who wrote none of them confirms them, or they are taken back',
      {
        names: true,
        takes: closing,
        gives: withFigures,
      },
    ),
  },
  '/api/dialogues/{id}/findings': {
    post: operation('A person puts down whether a promise was kept; the figures are kept beside it', {
      names: true,
      takes: newFinding,
      gives: withFigures,
      status: 201,
    }),
  },
}
