import { Hono } from 'hono'
import { z } from 'zod'
import { type Actor, permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db, Tx } from '../db/index.ts'
import {
  type AssessmentEdition, answerComment, assessmentParts, COMMENT, type Comment, checkComment, commentOn, commentsOn, decideEdition, editionsOf,
  findAssessment, followComment, listAssessments, owedAssessments, type PublicEdition, publicAssessment, publicAssessments, publicComments, writeAssessment,
} from '../oversight/index.ts' // biome-ignore format: words
import { once, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const prose = z.string().max(20_000)
const each = Object.fromEntries(assessmentParts.map((part) => [part, prose])) as Record<
  (typeof assessmentParts)[number],
  z.ZodString
>
const writing = z.strictObject({
  subject: z.string().max(200).meta({ description: '`instance`, or the rule of a route' }),
  parts: z.strictObject(each),
  withheld: z.strictObject(each).partial().optional().meta({ description: 'Parts the public is not shown, each with the reason it reads instead' }),
  review: z.iso.date(),
  reason: prose,
}) // biome-ignore format: rows
const decision = z.strictObject({
  drafted: z.iso.datetime().meta({ description: 'When what was read was written' }),
  outcome: z.enum(['approved', 'refused']),
  why: prose.default(''),
})
const commenting = z.strictObject({
  name: z.string().max(COMMENT.name).default(''),
  says: z.string().max(COMMENT.says),
})
const answering = z.strictObject({ says: prose })
const checking = z.strictObject({ outcome: z.enum(['published', 'withheld']), why: prose.default('') })
const which = z.object({ edition: z.coerce.number().int().min(1).max(100_000).optional() })

/** Impact assessments: for anyone what is public of them and what they have to say to it; at the seats, the rest. */
export function assessments({ db, setting, whoAsks }: { readonly db: Db; readonly setting: Setting; readonly whoAsks: WhoAsks }) {
  const { now } = setting
  const idOf = (word: string) => parseId('assessment', word)
  /** The same sent twice is done once. */
  const write = <T>(actor: Actor, about: string, act: string, input: unknown, work: (tx: Tx) => Promise<T>) =>
    db.transaction().execute((tx) => once(tx, actor, { about, act, input }, now, () => work(tx)))
  return new Hono()
    .get('/api/assessments', async (c) => {
      const { page, next } = pageOfAll(c, await publicAssessments(db), ({ id }) => id)
      return c.json({ assessments: page.map(publicView), next })
    })
    .get('/api/assessments/:id', async (c) => {
      const { edition } = readQuery(c, which)
      const id = idOf(c.req.param('id'))
      return c.json({ ...publicView(await publicAssessment(db, id, edition)), said: await publicComments(db, id) })
    })
    .post('/api/assessments/:id/comments', async (c) => {
      const id = idOf(c.req.param('id'))
      const input = await readBody(c, commenting)
      const { secret } = await db.transaction().execute((tx) => commentOn(tx, id, input, now()))
      return c.json({ secret }, 201)
    })
    .get('/api/assessment-comments/:secret', async (c) => {
      const { answer, checked, ...one } = await followComment(db, c.req.param('secret'))
      return c.json({ ...one, answer: answer ?? null, checked: checked ?? null })
    })
    .get('/api/own-assessments', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'assessment.read')
      const owed = await owedAssessments(db, actor, now().toString().slice(0, 10))
      const own = []
      const { page, next } = pageOfAll(c, await listAssessments(db, actor.org), ({ id }) => id)
      for (const one of page) own.push({ ...one, editions: (await editionsOf(db, one.id)).map(editionView) })
      return c.json({ owed: owed.map(({ since, assessment, ...one }) => ({ ...one, since: since ?? null, assessment: assessment ?? null })), assessments: own, next })
    })
    .post('/api/own-assessments', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, writing)
      return c.json(editionView(await write(actor, actor.org, 'assessment', input, (tx) => writeAssessment(tx, actor, input, setting))), 201)
    })
    .post('/api/own-assessments/:id/decision', async (c) => {
      const actor = await whoAsks(c)
      const id = idOf(c.req.param('id'))
      const input = await readBody(c, decision)
      return c.json(editionView(await write(actor, id, 'assessment.decision', input, (tx) => decideEdition(tx, actor, id, input, now()))), 201)
    })
    .get('/api/own-assessments/:id/comments', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'assessment.read')
      const { id } = await findAssessment(db, actor.org, idOf(c.req.param('id')))
      return c.json({ comments: (await commentsOn(db, id)).map(commentView) })
    })
    .post('/api/comments/:id/answer', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('comment', c.req.param('id'))
      const input = await readBody(c, answering)
      return c.json(commentView(await write(actor, id, 'comment.answer', input, (tx) => answerComment(tx, actor, id, input, now()))), 201)
    })
    .post('/api/comments/:id/check', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('comment', c.req.param('id'))
      const input = await readBody(c, checking)
      return c.json(commentView(await write(actor, id, 'comment.check', input, (tx) => checkComment(tx, actor, id, input, now()))), 201)
    })
} // biome-ignore format: rows

const publicView = ({ parts, ...one }: PublicEdition) => ({
  ...one,
  parts: parts.map(({ part, says, withheld }) => ({ part, says: says ?? null, withheld: withheld ?? null })),
})
const editionView = ({ number, decided, comments, ...one }: AssessmentEdition) => ({
  ...one,
  ...{ number: number ?? null, decided: decided ?? null, comments: comments ?? null },
})
const commentView = ({ answer, checked, ...one }: Comment) => ({
  ...one,
  answer: answer ?? null,
  checked: checked ?? null,
})

const signed = { name: z.string(), at: z.string() }
const count = z.strictObject({ received: z.number(), published: z.number(), withheld: z.number(), open: z.number() })
const shown = z.strictObject({
  id: z.string(), subject: z.string(), by: z.strictObject({ name: z.string(), state: z.string() }), number: z.number(), published: z.string(),
  review: z.string(), reason: z.string(), comments: count,
  parts: z.array(z.strictObject({ part: z.enum(assessmentParts), says: z.string().nullable(), withheld: z.string().nullable() })),
  editions: z.array(z.strictObject({ number: z.number(), published: z.string(), reason: z.string() })),
}) // biome-ignore format: words
const said = z.strictObject({
  id: z.string(), edition: z.number(), name: z.string(), says: z.string(), at: z.string(), answer: z.string(), answeredAt: z.string(),
}) // biome-ignore format: words
const edition = z.strictObject({
  assessment: z.string(), org: z.string(), draft: z.number(), number: z.number().nullable(), parts: z.strictObject(each),
  withheld: z.strictObject(each).partial(), review: z.string(), reason: z.string(), law: z.string(), drafted: z.strictObject({ ...signed, person: z.string() }),
  decided: z.strictObject({ ...signed, outcome: z.enum(['approved', 'refused']), why: z.string() }).nullable(), comments: count.nullable(),
}) // biome-ignore format: words
const comment = z.strictObject({
  id: z.string(), org: z.string(), assessment: z.string(), edition: z.number(), name: z.string(), says: z.string(), at: z.string(),
  answer: z.strictObject({ ...signed, says: z.string(), person: z.string() }).nullable(),
  checked: z.strictObject({ ...signed, outcome: z.enum(['published', 'withheld']), why: z.string() }).nullable(),
}) // biome-ignore format: words
const followed = z.strictObject({
  assessment: z.string(), edition: z.number(), name: z.string(), says: z.string(), at: z.string(),
  answer: z.strictObject({ says: z.string(), at: z.string() }).nullable(),
  checked: z.strictObject({ outcome: z.enum(['published', 'withheld']), why: z.string(), at: z.string() }).nullable(),
}) // biome-ignore format: words
const owed = z.strictObject({
  subject: z.string(), because: z.enum(['instance', 'first-used', 'review']), since: z.string().nullable(), assessment: z.string().nullable(),
}) // biome-ignore format: words

export const assessmentPaths = {
  '/api/assessments': {
    get: operation('The newest edition of every impact assessment of this instance', { open: true, query: paging, gives: z.strictObject({ assessments: z.array(shown), next }) }),
  },
  '/api/assessments/{id}': {
    get: operation('An edition of an impact assessment, the newest unless told, with the comments that are public', {
      open: true,
      query: which,
      gives: shown.extend({ said: z.array(said) }),
      names: true,
    }),
  },
  '/api/assessments/{id}/comments': {
    post: operation('Comment on an impact assessment; answers the secret of the link by which the comment is followed', {
      open: true, takes: commenting, gives: z.strictObject({ secret: z.string() }), status: 201, names: true,
    }),
  },
  '/api/assessment-comments/{secret}': {
    get: operation('Where a comment stands, for whoever has its secret', { open: true, gives: followed, names: true }),
  },
  '/api/own-assessments': {
    get: operation('What our organisation has assessed with every edition and draft, and what it has yet to', {
      gives: z.strictObject({ owed: z.array(owed), assessments: z.array(z.strictObject({ id: z.string(), org: z.string(), subject: z.string(), title: z.string(), editions: z.array(edition) })), next }),
      query: paging,
    }),
    post: operation('Write the next edition of an assessment as a draft', { takes: writing, gives: edition, status: 201 }),
  },
  '/api/own-assessments/{id}/decision': {
    post: operation('Approve or refuse the draft somebody else wrote', { takes: decision, gives: edition, status: 201, names: true }),
  },
  '/api/own-assessments/{id}/comments': {
    get: operation('What anyone said to an assessment of ours', { gives: z.strictObject({ comments: z.array(comment) }), names: true }),
  },
  '/api/comments/{id}/answer': { post: operation('Answer a comment, once', { takes: answering, gives: comment, status: 201, names: true }) },
  '/api/comments/{id}/check': {
    post: operation('Let a comment and its answer be public, or say why not', { takes: checking, gives: comment, status: 201, names: true }),
  },
} // biome-ignore format: a table
