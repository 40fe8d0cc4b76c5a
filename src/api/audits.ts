import { Hono } from 'hono'
import { z } from 'zod'
import { type Actor, permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db, Tx } from '../db/index.ts'
import {
  type Audit, answerQuestion, auditableOf, auditEntries, auditSubjects, changeSchema, closeAudit, decideProposal, drawLesson, findAudit, findInAudit,
  listAudits, listProposals, openAudit, type Proposal, proposeChange, severities,
} from '../oversight/index.ts' // biome-ignore format: words
import {
  findInstruction,
  type Instruction,
  instructionPlaces,
  instructionsOf,
  once,
  type Setting,
} from '../requests/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const line = z.string().max(2_000)
const prose = z.string().max(20_000)
const newAudit = z.strictObject({ subject: z.enum(auditSubjects), about: line.meta({ description: 'The matter, the incident, the inspection' }), title: line, cause: prose }) // biome-ignore format: a row
const newAnswer = z.strictObject({ question: line, holds: z.enum(['yes', 'no', 'open']), ground: prose })
const newFinding = z.strictObject({ severity: z.enum(severities), says: prose, question: line.optional() })
const newLesson = z.strictObject({ says: prose, finding: line.optional() })
const newProposal = z.strictObject({ lesson: line, change: changeSchema, from: z.iso.date() })
const closing = z.strictObject({ conclusion: prose })
const decision = z.strictObject({ outcome: z.enum(['adopted', 'refused']), why: prose })

/** After-action audits, what their lessons propose, and the standing instructions that came of them. */
export function audits({ db, setting, whoAsks }: { readonly db: Db; readonly setting: Setting; readonly whoAsks: WhoAsks }) {
  const { now } = setting
  const auditId = (word: string) => parseId('audit', word)
  /** The same sent twice is done once. */
  const write = <T>(actor: Actor, about: string, act: string, input: unknown, work: (tx: Tx) => Promise<T>) =>
    db.transaction().execute((tx) => once(tx, actor, { about, act, input }, now, () => work(tx)))
  return new Hono()
    .get('/api/audits', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'audit.read')
      const { page, next } = pageOfAll(c, await listAudits(db, actor.org), ({ id }) => id)
      return c.json({ audits: page.map(auditView), next })
    })
    .get('/api/audits/subjects', async (c) => {
      const { page, next } = pageOfAll(c, await auditableOf(db, await whoAsks(c)), ({ about }) => about)
      return c.json({ subjects: page, next })
    })
    .post('/api/audits', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newAudit)
      return c.json(auditView(await write(actor, actor.org, 'audit', input, (tx) => openAudit(tx, actor, input, setting))), 201)
    })
    .get('/api/audits/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'audit.read')
      const audit = await findAudit(db, actor.org, auditId(c.req.param('id')))
      const entries = await auditEntries(db, actor.org, audit.id)
      const proposals = (await listProposals(db, actor.org, audit.id)).map(proposalView)
      return c.json({ ...auditView(audit), questions: audit.questions, entries, proposals })
    })
    .post('/api/audits/:id/answers', async (c) => {
      const actor = await whoAsks(c)
      const id = auditId(c.req.param('id'))
      const input = await readBody(c, newAnswer)
      await write(actor, id, 'audit.answer', input, (tx) => answerQuestion(tx, actor, id, input, now()))
      return c.body(null, 204)
    })
    .post('/api/audits/:id/findings', async (c) => {
      const actor = await whoAsks(c)
      const id = auditId(c.req.param('id'))
      const input = await readBody(c, newFinding)
      return c.json(await write(actor, id, 'audit.finding', input, (tx) => findInAudit(tx, actor, id, input, now())), 201)
    })
    .post('/api/audits/:id/lessons', async (c) => {
      const actor = await whoAsks(c)
      const id = auditId(c.req.param('id'))
      const input = await readBody(c, newLesson)
      return c.json(await write(actor, id, 'audit.lesson', input, (tx) => drawLesson(tx, actor, id, input, now())), 201)
    })
    .post('/api/audits/:id/proposals', async (c) => {
      const actor = await whoAsks(c)
      const id = auditId(c.req.param('id'))
      const input = await readBody(c, newProposal)
      return c.json(proposalView(await write(actor, id, 'audit.proposal', input, (tx) => proposeChange(tx, actor, id, input, setting))), 201)
    })
    .post('/api/audits/:id/closing', async (c) => {
      const actor = await whoAsks(c)
      const id = auditId(c.req.param('id'))
      const input = await readBody(c, closing)
      return c.json(auditView(await write(actor, id, 'audit.closing', input, (tx) => closeAudit(tx, actor, id, input, now()))), 201)
    })
    .get('/api/lesson-proposals', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'audit.read')
      const { page, next } = pageOfAll(c, await listProposals(db, actor.org), ({ id }) => id)
      return c.json({ proposals: page.map(proposalView), next })
    })
    .post('/api/lesson-proposals/:id/decision', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('proposal', c.req.param('id'))
      const input = await readBody(c, decision)
      return c.json(proposalView(await write(actor, id, 'decision', input, (tx) => decideProposal(tx, actor, id, input, setting))), 201)
    })
    .get('/api/standing-instructions', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'audit.read')
      const { page, next } = pageOfAll(c, await instructionsOf(db, actor.org), ({ id }) => id)
      return c.json({ instructions: page.map((one) => instructionView(one, actor)), next })
    })
    .get('/api/standing-instructions/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'audit.read')
      return c.json(instructionView(await findInstruction(db, actor.org, parseId('instruction', c.req.param('id'))), actor))
    })
} // biome-ignore format: rows

const auditView = ({ questions, closed, ...one }: Audit) => ({
  ...one,
  questions: questions.length,
  closed: closed ?? null,
})
const proposalView = ({ decided, instruction, ...one }: Proposal) => ({
  ...one,
  decided: decided ?? null,
  instruction: instruction ?? null,
})
/** From which audit it comes is told to those whose audit it was; the others that it comes from one, and whose. */
const instructionView = ({ origin, rule, until, state, condition, ...one }: Instruction, { org }: Actor) => ({
  ...one,
  ...{ rule: rule ?? null, until: until ?? null, state: state ?? null, condition: condition ?? null },
  origin: origin.org === org ? origin : { name: origin.name },
}) // biome-ignore format: rows

const signed = { name: z.string(), at: z.string() }
const audit = z.strictObject({
  id: z.string(), org: z.string(), subject: z.enum(auditSubjects), about: z.string(), title: z.string(), cause: z.string(),
  questions: z.number(), opened: z.strictObject(signed), closed: z.strictObject({ ...signed, conclusion: z.string() }).nullable(),
}) // biome-ignore format: words
const question = z.strictObject({
  id: z.string(),
  says: z.string(),
  cite: z.string(),
  source: z.enum(['law', 'instruction']),
})
const entry = z.strictObject({
  ...signed,
  id: z.string(),
  kind: z.enum(['answer', 'finding', 'lesson']),
  body: z.looseObject({}),
})
const party = z.strictObject({ org: z.string(), name: z.string() })
const proposal = z.strictObject({
  id: z.string(), org: z.string(), decider: party, proposer: party, audit: z.string(), lesson: z.string(), lessonSays: z.string(), change: changeSchema,
  from: z.string(), made: z.strictObject({ ...signed, person: z.string() }),
  decided: z.strictObject({ ...signed, outcome: z.enum(['adopted', 'refused']), why: z.string() }).nullable(), instruction: z.string().nullable(),
}) // biome-ignore format: words
const instruction = z.strictObject({
  id: z.string(), org: z.string(), place: z.enum(instructionPlaces), rule: z.string().nullable(), says: z.string(), state: z.string().nullable(),
  condition: z.unknown(), from: z.string(), until: z.string().nullable(), adopted: z.strictObject(signed),
  origin: z.strictObject({ name: z.string(), org: z.string().optional(), audit: z.string().optional(), lesson: z.string().optional(), proposal: z.string().optional() }),
}) // biome-ignore format: words

export const auditPaths = {
  '/api/audits': {
    get: operation('The after-action audits of our organisation', { query: paging, gives: z.strictObject({ audits: z.array(audit), next }) }),
    post: operation('Open an audit of a matter, an incident or an inspection that is over', { takes: newAudit, gives: audit, status: 201, names: true }),
  },
  '/api/audits/subjects': {
    get: operation('What is over and can be looked back at', {
      query: paging,
      gives: z.strictObject({ subjects: z.array(z.strictObject({ subject: z.enum(auditSubjects), about: z.string(), title: z.string() })), next }),
    }),
  },
  '/api/audits/{id}': {
    get: operation('An audit with its questions, each with its source, and what was put down', {
      gives: audit.extend({ questions: z.array(question), entries: z.array(entry), proposals: z.array(proposal) }),
      names: true,
    }),
  },
  '/api/audits/{id}/answers': { post: operation('Answer a question of an audit, with its ground', { takes: newAnswer, status: 204, names: true }) },
  '/api/audits/{id}/findings': { post: operation('Put down what an audit found', { takes: newFinding, gives: entry, status: 201, names: true }) },
  '/api/audits/{id}/lessons': { post: operation('Draw a lesson from an audit', { takes: newLesson, gives: entry, status: 201, names: true }) },
  '/api/audits/{id}/proposals': {
    post: operation('Propose what a lesson is to change: whoever’s instructions it changes decides', { takes: newProposal, gives: proposal, status: 201, names: true }),
  },
  '/api/audits/{id}/closing': {
    post: operation('Close an audit all of whose questions were answered', { takes: closing, gives: audit, status: 201, names: true }),
  },
  '/api/lesson-proposals': {
    get: operation('What was proposed by us or to us from lessons', { query: paging, gives: z.strictObject({ proposals: z.array(proposal), next }) }),
  },
  '/api/lesson-proposals/{id}/decision': {
    post: operation('Adopt or refuse a proposal somebody else made', { takes: decision, gives: proposal, status: 201, names: true }),
  },
  '/api/standing-instructions': {
    get: operation('What our organisation asks of itself besides the law, and where each comes from', { query: paging, gives: z.strictObject({ instructions: z.array(instruction), next }) }),
  },
  '/api/standing-instructions/{id}': {
    get: operation('One standing instruction: our own, or a bar at the gate of this instance', { gives: instruction, names: true }),
  },
} // biome-ignore format: a table
