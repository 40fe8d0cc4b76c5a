import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { testDatabase } from '../../test/database.ts'
import { base64, text } from '../base/bytes.ts'
import { parseCountryCode } from '../base/countries.ts'
import { newId } from '../base/ids.ts'
import { generateSealingKey, generateSigningKey, leafHash, verifyInclusion } from '../crypto/index.ts'
import { writeCard } from '../exchange/index.ts'
import { carryRuns } from '../laboratory/index.ts'
import { verifyPackage } from '../vault/index.ts'
import { description } from './openapi.ts'
import { formSchema, matterSchema, requestSchema, timelineSchema, todaySchema } from './request-schemas.ts'
import { analysisSchema } from './schemas.ts'
import {
  type Answer,
  boxes,
  facts,
  mailbox,
  openInstance,
  type Person,
  refused,
  rule,
  signature,
  statement,
  storyOn,
} from './story.fixture.ts'

const { db } = await testDatabase()
const instance = await openInstance(db)
const { app, reported, settle } = instance
const { author, judge, provider, central, operator } = instance.people
const { drafted, sent, latest } = storyOn(instance)
afterAll(instance.remove)

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
/** That an answer is of the shape that the description promises. */
const described = (shape: z.ZodType, { body }: Answer) => expect(shape.safeParse(body).error).toBeUndefined()

describe('the whole story', () => {
  test('from the first fact to the opened evidence', async () => {
    const matter = await author.post('/api/matters', { title: 'Attack', fileNumber: '112 Js 2/26' })
    expect(matter.status).toBe(201)
    described(matterSchema, matter)
    const answered = await author.put(`/api/matters/${matter.body.id}/facts/asking.state`, { value: 'DE' })
    expect(answered.body.matter.facts).toEqual({ asking: { state: 'DE' } })
    expect((await author.put(`/api/matters/${matter.body.id}/facts`, facts)).status).toBe(200)
    const seen = await author.get(`/api/matters/${matter.body.id}`)
    described(analysisSchema, { ...seen, body: seen.body.analysis })
    const found = seen.body.analysis.routes.filter((one: { rule: string }) => one.rule === rule)
    expect(found).toMatchObject([
      { data: ['d1'], status: 'open' },
      { data: ['d2'], status: 'approval' },
    ])

    const { id, answer } = await drafted()
    expect(answer.status).toBe(201)
    described(requestSchema, answer)
    expect(answer.body.parties.map(({ name }: { name: string }) => name)).toContain(
      'Alpenpost Mail Ltd, Dublin (demonstration)',
    )
    const unfilled = await author.post(`/api/requests/${id}/submission`)
    expect(unfilled).toMatchObject(refused(400, 'boxes_missing'))
    expect(unfilled.body.error.missing.length).toBeGreaterThan(5)
    const form = await author.put(`/api/requests/${id}/form`, { boxes })
    described(formSchema, form)
    const open = form.body.missing.filter((one: { awaitsValidation: boolean }) => !one.awaitsValidation)
    expect(open).toEqual([])

    const unstated = await author.post(`/api/requests/${id}/submission`)
    expect(unstated).toMatchObject(refused(400, 'checks_failed'))
    const looked = (await author.get(`/api/requests/${id}/checks`)).body
    expect(looked.checks.filter(({ passed }: { passed: boolean }) => passed)).toMatchObject([
      { looksAt: 'identifiers' },
    ])
    expect((await author.post(`/api/requests/${id}/statement`, statement)).status).toBe(201)
    expect((await author.post(`/api/requests/${id}/submission`)).body.status).toBe('in-validation')
    await settle()
    const task = await latest(judge)
    expect((await judge.post(`/api/requests/${task}/approvals`, signature)).status).toBe(201)
    await settle()
    expect((await author.get(`/api/requests/${id}`)).body.request.status).toBe('ready-to-send')
    expect((await author.post(`/api/requests/${id}/departure`)).body.status).toBe('sent')
    await settle()
    expect((await author.get(`/api/requests/${id}`)).body.request.status).toBe('held')

    const order = await latest(provider)
    const arrived = await provider.get(`/api/requests/${order}`)
    described(timelineSchema, arrived)
    expect(arrived.body.holds[0].working.derivation.length).toBeGreaterThan(5)
    const day = await provider.get('/api/today')
    described(todaySchema, day)
    expect(day.body.tasks[0]).toMatchObject({ kind: 'step', request: { id: order } })
    const checks = [{ check: 'signature', holds: true }]
    expect((await provider.post(`/api/requests/${order}/sender-checks`, { checks })).status).toBe(201)
    expect((await provider.post(`/api/requests/${order}/preservations`)).status).toBe(201)
    await central.post(`/api/requests/${await latest(central)}/clearances`, { note: 'Nothing stands against it' })
    await settle()

    const item = await provider.post(`/api/requests/${order}/evidence?name=Post%20%E2%80%93%20a.mbox`, mailbox, {
      'content-type': 'application/mbox',
    })
    expect(item).toMatchObject({
      status: 201,
      body: { name: 'Post – a.mbox', mediaType: 'application/mbox', size: mailbox.length, sha256: sha256(mailbox) },
    })
    const handed = await provider.post(`/api/requests/${order}/productions`, {
      evidence: [item.body.id],
      complete: true,
    })
    expect(handed).toMatchObject({ status: 201, body: { status: 'answered' } })
    await settle()

    const received = await author.get(`/api/requests/${id}/evidence`)
    expect(received.body.items).toMatchObject([{ id: item.body.id, state: 'received' }])
    const verdict = await author.post(`/api/evidence/${item.body.id}/verifications`)
    expect(verdict).toMatchObject({ status: 201, body: { ok: true } })
    const opened = await author.post(`/api/evidence/${item.body.id}/openings`, { purpose: 'To read it' })
    expect(new Uint8Array(await opened.body.arrayBuffer())).toEqual(mailbox)
    expect(opened.body.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''Post%20%E2%80%93%20a.mbox",
    )
    expect(opened.body.headers.get('x-content-type-options')).toBe('nosniff')
    const custody = await author.get(`/api/evidence/${item.body.id}/custody`)
    expect(custody.body.lines.map(({ what }: { what: string }) => what)).toEqual([
      'sealed', 'handed-over', 'received', 'verified', 'opened',
    ]) // biome-ignore format: one line of words

    const exported = await author.post(`/api/requests/${id}/packages`, { purpose: 'For the trial' })
    expect([exported.status, exported.body.headers?.get('content-type')]).toEqual([201, 'application/zip'])
    const zip = join(instance.folder, 'package.zip')
    writeFileSync(zip, new Uint8Array(await exported.body.arrayBuffer()))
    const checked = await verifyPackage(zip)
    expect(checked.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(checked.ok).toBe(true)

    for (const path of [
      `/api/requests/${id}/package`,
      `/api/requests/${id}/trail`,
      `/api/matters/${matter.body.id}/trail`,
    ]) {
      expect((await author.get(path)).body.error).toMatchObject({ path: 'purpose' })
      const read = await author.get(`${path}?purpose=The+trial`)
      expect([read.status, read.body.headers?.get('content-type')]).toEqual([200, 'application/zip'])
      writeFileSync(zip, new Uint8Array(await read.body.arrayBuffer()))
      expect((await verifyPackage(zip)).ok).toBe(true)
      expect((await provider.get(`${path}?purpose=x`)).status).toBe(404)
    }

    await author.post(`/api/requests/${id}/closures`, { step: 'receive' })
    await author.post(`/api/requests/${id}/closures`, { step: 'inform', note: 'By letter' })
    expect((await author.post(`/api/requests/${id}/completion`)).body.status).toBe('completed')
    expect(reported).toEqual([])
  })

  test('in which the provider never sees the grounds of necessity', async () => {
    const { id, order, notification } = await sent()
    const seenBy = async (person: Person, request: string) => {
      const form = await person.get(`/api/requests/${request}/form`)
      described(formSchema, form)
      return JSON.stringify([form.body, (await person.get(`/api/requests/${request}`)).body])
    }
    expect(await seenBy(provider, order)).not.toMatch(/NECESSITY-GROUNDS|CASE-SUMMARY/)
    expect(await seenBy(central, notification)).toMatch(/NECESSITY-GROUNDS/)
    const pdf = await provider.get(`/api/requests/${order}/form.pdf`)
    expect(pdf.body.headers.get('content-type')).toBe('application/pdf')
    expect((await pdf.body.text()).slice(0, 5)).toBe('%PDF-')
    expect((await author.get(`/api/requests/${id}`)).body.request).not.toHaveProperty('copy')
  })

  test('in which an order is objected to, and the objection answered', async () => {
    const { id, order } = await sent()
    const filled = {
      'd.reasons': ['incomplete'], 'd.explanation': 'No account is named', 'f.information': 'The account', 'g.preserved': 'preserved',
      'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.date': '2026-11-20', 'h.signature': 'Niamh Byrne',
    } // biome-ignore format: a table
    const objection = {
      ground: 'eu/2023-1543/grounds/article-10-incomplete',
      reason: 'No account is named',
      preserved: true,
    }
    const noForm = await provider.post(`/api/requests/${order}/objections`, objection)
    expect(noForm).toMatchObject(refused(400, 'boxes_missing'))
    await provider.post(`/api/requests/${order}/objections`, { ...objection, boxes: filled })
    await settle()
    expect((await author.get(`/api/requests/${id}`)).body).toMatchObject({
      request: { status: 'objected' },
      objection: {},
    })
    const reply = await author.post(`/api/requests/${id}/replies`, {
      outcome: 'clarified',
      text: 'suspect@alpenpost.example',
    })
    expect(reply).toMatchObject({ status: 201, body: { status: 'held' } })
  })

  test('in which a ground is raised and the order withdrawn', async () => {
    const { id, notification } = await sent()
    const ground = { ground: 'eu/2023-1543/grounds/article-12-fundamental-rights', reason: 'A journalist' }
    expect((await central.post(`/api/requests/${notification}/grounds`, ground)).body.status).toBe('refused')
    await settle()
    const withdrawn = await author.post(`/api/requests/${id}/withdrawal`, { reason: 'A ground was raised' })
    expect(withdrawn).toMatchObject({ status: 201, body: { status: 'withdrawn' } })
  })
})

describe('the log', () => {
  test('shows its latest events, its signed state, and proves each event', async () => {
    const { events } = (await author.get('/api/log?limit=3')).body
    expect(events).toHaveLength(3)
    const [, , third] = events
    const [fourth] = (await author.get(`/api/log?limit=1&before=${third.seq}`)).body.events
    expect(fourth.seq).toBe(third.seq - 1)
    const { size, root, note } = (await author.get('/api/log/checkpoint')).body
    expect(note).toContain(`comity/${author.org}\n${size}\n${root}\n`)
    const proof = (await author.get(`/api/log/${third.seq}/proof?size=${size}`)).body
    const bytes = (hash: string) => Uint8Array.fromBase64(hash)
    const leaf = leafHash(new TextEncoder().encode(proof.entry))
    expect(JSON.parse(proof.entry)).toMatchObject({ seq: third.seq, kind: third.kind, org: author.org })
    const holds = verifyInclusion({ index: third.seq, size, leaf, root: bytes(root), proof: proof.proof.map(bytes) })
    expect(holds).toBe(true)
    const tiles = `/api/logs/${author.org}`
    const authorization = `Bearer ${author.token}`
    const served = await app.request(`${tiles}/checkpoint`, { headers: { authorization } })
    expect((await served.text()).split('\n')[1]).toBe(String(size))
    const hashes = await app.request(`${tiles}/tile/0/000.p/1`, { headers: { authorization } })
    expect(hashes.headers.get('cache-control')).toContain('immutable')
    expect((await hashes.arrayBuffer()).byteLength).toBe(32)
    expect(await author.get(`${tiles}/tile/1`)).toMatchObject(refused(404, 'no_such_tile'))
    expect(await provider.get(`${tiles}/checkpoint`)).toMatchObject(refused(404, 'no_such_log'))
    expect(await author.get(`/api/log/${size}/proof`)).toMatchObject(refused(404, 'no_such_event'))
    expect(await author.get('/api/log/x/proof')).toMatchObject(refused(400, 'bad_query'))
  })
})

describe('the directory', () => {
  test('names everybody one can write to, and takes in whose card an operator confirms', async () => {
    const { counterparts } = (await author.get('/api/counterparts')).body
    expect(counterparts.map(({ org }: { org: string }) => org)).toContain(provider.org)
    const key = await generateSigningKey()
    const sealing = (await generateSealingKey()).recipient
    const org = newId('org', 1)
    const card = text(
      await writeCard(
        {
          v: 1, org, name: 'A court elsewhere', state: parseCountryCode('FR'), kind: 'court', seats: ['court'], authority: 'court', languages: ['fr'],
          addressees: [], signing: base64(key.publicKey), sealing, url: 'https://comity.example',
        }, // biome-ignore format: a table
        key,
      ),
    )
    expect(await author.post('/api/peers', { card })).toMatchObject(refused(403, 'not_permitted'))
    const confirmed = await operator.post('/api/peers', { card })
    expect(confirmed).toMatchObject({
      status: 201,
      body: { org, fingerprint: expect.stringMatching(/^([0-9a-f]{4} ?){10}$/) },
    })
    expect(await operator.post('/api/peers', { card: card.replace('elsewhere', 'here') })).toMatchObject(
      refused(400, 'malformed_card'),
    )
    expect((await operator.delete(`/api/peers/${org}`, {})).status).toBe(400)
    expect((await operator.delete(`/api/peers/${org}`, { reason: 'Its key was lost' })).status).toBe(204)
  })
})

test('the figures of an organisation come with what they count', async () => {
  const { statistics, definitions } = (await author.get('/api/statistics')).body
  expect(statistics).toMatchObject([{ direction: 'outgoing', byRoute: { [rule]: statistics[0].requests } }, {}])
  expect(Object.keys(definitions)).toEqual(expect.arrayContaining(['requests', 'responseDays']))
})

test('a proposal is tried on cases', async () => {
  const proposal = JSON.stringify({ title: 'Without the order', law: { [rule]: null } })
  const trial = await author.post('/api/laboratory/trials', { proposal, cases: [facts] })
  expect(trial).toMatchObject({ status: 200, body: { cases: 1, title: 'Without the order' } })
})

test('a policy desk keeps a proposal, tries it on a record, cancels a trial, and is given what came of the other', async () => {
  const desk = await instance.signIn('policy', 'policy')
  const text = JSON.stringify({ title: 'Without the order', law: { [rule]: null } })
  const { body: kept } = await desk.post('/api/laboratory/proposals', { text })
  expect((await desk.post('/api/laboratory/proposals', { text, id: kept.id })).body).toMatchObject({ version: 2 })
  expect((await desk.get(`/api/laboratory/proposals/${kept.id}`)).body).toMatchObject({
    title: 'Without the order',
    version: 2,
  })
  expect((await desk.get('/api/laboratory/proposals')).body.proposals).toHaveLength(1)
  const start = async (record: object) => (await desk.post(`/api/laboratory/proposals/${kept.id}/runs`, record)).body
  const lines = JSON.stringify(facts)
  const wrong = await start({ record: 'file', lines })
  expect((await desk.post(`/api/laboratory/runs/${wrong.id}/cancellation`, {})).status).toBe(204)
  expect(await desk.post(`/api/laboratory/runs/${wrong.id}/cancellation`, {})).toMatchObject(refused(409, 'run_over'))
  const run = await start({ record: 'file', lines, on: '2026-11-21' })
  const { db, law, now } = instance.parts
  await carryRuns({ db, law, now })
  expect((await desk.get(`/api/laboratory/runs/${run.id}`)).body).toMatchObject({
    state: 'done',
    looked: 1,
    requests: 1,
  })
  expect((await desk.get('/api/laboratory/runs')).body.runs.map(({ state }: { state: string }) => state)).toEqual([
    'done',
    'cancelled',
  ])
  const result = (await desk.get(`/api/laboratory/runs/${run.id}/result`)).body
  expect(result).toMatchObject({ requests: 1, law: { before: law.digest }, changes: { same: 0 }, record: run.record })
  expect(await desk.get(`/api/laboratory/runs/${wrong.id}/result`)).toMatchObject(refused(404, 'not_found'))
  expect(await desk.get(`/api/laboratory/runs/${wrong.id}/brief`)).toMatchObject(refused(404, 'run_not_done'))
  const brief = await desk.get(`/api/laboratory/runs/${run.id}/brief?language=zh`)
  expect(brief.body.headers.get('content-type')).toBe('application/pdf')
  expect(
    await desk.post('/api/laboratory/proposals', { text: 'title: X\nlaw:\n  cn/none/gates/x: null' }),
  ).toMatchObject(refused(400, 'unlawful_proposal', 'law.cn/none/gates/x'))
  expect(await desk.post(`/api/laboratory/proposals/${kept.id}/runs`, { record: 'file', lines: '' })).toMatchObject(
    refused(400, 'bad_record'),
  )
  expect(await desk.get('/api/laboratory/runs/run_1')).toMatchObject(refused(400, 'id'))
  expect(await author.get('/api/laboratory/runs')).toMatchObject(refused(403, 'not_permitted'))
})

test('every address of the API is described, and no other', () => {
  const served = app.routes.filter(
    ({ method, path }) => method !== 'ALL' && !path.startsWith('/exchange/') && path !== '/api/openapi.json',
  )
  const names = served.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{\.\+\})?/g, '{$1}')}`)
  const told = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).flatMap((method) => (method === 'parameters' ? [] : [`${method.toUpperCase()} ${path}`])),
  )
  expect([...new Set(names)].sort()).toEqual(told.sort())
})
