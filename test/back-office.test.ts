import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operationsText } from '../client/generate.ts'
import { comity, Problem } from '../client/index.ts'
import { startBackOffice } from '../examples/back-office/main.ts'
import { isFrom } from '../examples/back-office/webhook.ts'
import { addMember, addPerson, listOrganisations } from '../src/accounts/index.ts'
import { latestEvents } from '../src/audit/index.ts'
import { signIn } from '../src/cli/client.ts'
import { playStory } from '../src/cli/story.ts'
import { demonstration } from './demonstration.ts'

let shown: Awaited<ReturnType<typeof demonstration>>
beforeAll(async () => {
  shown = await demonstration(['prosecutor', 'court', 'provider', 'enforcing'])
}, 120_000)
afterAll(async () => {
  await shown?.close()
  expect(shown?.reported).toEqual([])
})

/** Somebody of the demonstration over HTTP, with the client. */
async function person(name: string) {
  const open = comity({ url: shown.url })
  const { places } = await open.call('GET /api/demonstration/places')
  const place = places.find((one) => one.name === name)
  if (!place) throw new Error(`nobody is called ${name}`)
  const { person, org, seat } = place
  const { token } = await open.call('POST /api/sessions', { body: { person, org, seat } })
  return { token, org, ...comity({ url: shown.url, token }) }
}

async function headOfProvider() {
  const organisation = (await listOrganisations(shown.app.db)).find(({ seats }) => seats.includes('provider'))
  if (!organisation) throw new Error('no provider')
  const { db, now } = shown.app
  await db.transaction().execute(async (tx) => {
    const { id } = await addPerson(tx, { name: 'Conor Walsh', isDemo: true }, now())
    await addMember(tx, { person: id, org: organisation.id, seat: 'provider', role: 'head' }, 'system', now())
  })
  return person('Conor Walsh')
}

const until = async (holds: () => Promise<boolean>) => {
  for (const end = Date.now() + 60_000; !(await holds()); ) {
    if (Date.now() > end) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 200))
  }
}

test('the client is the one the description of the API makes: npm run client', () => {
  const squeezed = (text: string) => text.replace(/[\s;,|"']+/g, '')
  const kept = readFileSync(join(import.meta.dirname, '../client/operations.ts'), 'utf8')
  expect(squeezed(kept)).toBe(squeezed(operationsText()))
})

describe('the back office of a provider', () => {
  test('takes an order in and answers it by itself, told by signed webhooks', { timeout: 120_000 }, async () => {
    const head = await headOfProvider()
    const scopes = ['requests:read', 'requests:check', 'evidence:read', 'evidence:produce', 'log:read'] as const
    const admitted = await head.call('POST /api/programs', {
      body: { name: 'Back office', seat: 'provider', scopes: [...scopes], days: 90 },
    })
    const told: string[] = []
    const account = 'kontakt@register-hilfe.example'
    const file = {
      name: 'mailbox.mbox',
      type: 'application/mbox',
      bytes: new TextEncoder().encode('From a@b.example\n'),
    }
    const other = { name: 'subscriber.json', type: 'application/json', bytes: new TextEncoder().encode('{"name":"X"}') }
    const office = await startBackOffice({
      url: shown.url,
      token: admitted.token,
      records: { [account]: [file, other], 'another@alpenpost.example': [] },
      tell: (what) => told.push(what),
    })
    try {
      const hook = await head.call('POST /api/webhooks', { body: { url: office.url, kinds: ['request', 'message'] } })
      const instance = {
        url: shown.url,
        fetch: (request: Request) => fetch(request),
        pause: () => shown.app.settle(),
      }
      const stage = { asking: instance, answering: instance, evidence: '', interview: false, tell: () => undefined }
      const played = { title: 'The register', fileNumber: '117 Js 4/26', account, residence: 'AT' }
      const { request } = await playStory(stage, played, 'sent')
      await until(async () => told.some((what) => what.includes('nothing leaves yet')))

      const central = await signIn(instance, 'Séamus Doyle')
      const { requests } = await central.get('/api/requests')
      await central.post(`/api/requests/${requests[0].id}/clearances`, { note: 'No ground under Article 12' })
      await until(async () => {
        await shown.app.settle()
        return told.some((what) => what.includes('2 pieces handed over'))
      })
      const author = await person('Dr. Anna Huber')
      await until(async () => {
        await shown.app.settle()
        const { request: now } = await author.call('GET /api/requests/{id}', { path: { id: request ?? '' } })
        return now.status === 'answered'
      })
      const { items } = await author.call('GET /api/requests/{id}/evidence', { path: { id: request ?? '' } })
      expect(items.map(({ name }) => name).sort()).toEqual(['mailbox.mbox', 'subscriber.json'])
      expect(told.filter((what) => what.includes('the sender is checked'))).toHaveLength(1)
      const deliveries = await Array.fromAsync(head.all('GET /api/webhooks/{id}/deliveries', { path: { id: hook.id } }))
      expect(deliveries.length).toBeGreaterThan(3)
      expect(new Set(deliveries.map(({ seq }) => seq)).size).toBe(deliveries.length)
      // Who did it stands in the log: the program.
      const events = await latestEvents(shown.app.db, head.org, 200)
      const sealed = events.find(({ kind }) => kind === 'evidence.sealed')
      expect(sealed).toMatchObject({ by: admitted.program.id, body: { byName: 'Back office' } })
    } finally {
      office.server.close()
    }
  })

  test('believes no webhook but one that its organisation signed, new, for it, as it is', async () => {
    const body = Buffer.from('{}')
    const nobody = { org: 'org_1', signing: Buffer.alloc(32).toString('base64') }
    const request = { method: 'POST', headers: {} }
    expect(isFrom(nobody, request, 'http://here/', body)).toBe(false)
    const signed = {
      'signature-input': `comity=("@method" "@target-uri" "content-type" "content-digest");created=${Math.floor(Date.now() / 1000)};keyid="org_1";tag="comity-webhook"`,
      signature: `comity=:${Buffer.alloc(64).toString('base64')}:`,
    }
    expect(isFrom(nobody, { method: 'POST', headers: signed }, 'http://here/', body)).toBe(false)
  })
})

test('the client says what is refused with its code, and reads a list to its end', async () => {
  const judge = await person('Claudia Stern')
  const refused = judge.call('POST /api/matters', { body: { title: 'x', fileNumber: 'x' } })
  await expect(refused).rejects.toMatchObject({ name: 'Problem', status: 403, code: 'not_permitted' })
  await expect(refused).rejects.toBeInstanceOf(Problem)
  const all = await Array.fromAsync(judge.all('GET /api/log', { query: { limit: 2 } }))
  expect(all.length).toBeGreaterThan(2)
})

/** Every line after `$ ` in docs/api.md is run as it stands there, in a shell, against an instance. */
test('what docs/api.md shows can be done as it is shown', { timeout: 60_000 }, async () => {
  const { execFile } = await import('node:child_process')
  const docs = readFileSync(join(import.meta.dirname, '../docs/api.md'), 'utf8')
  const blocks = [...docs.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')
  expect(blocks.length).toBeGreaterThan(3)
  const env = { ...process.env, COMITY_URL: shown.url }
  const script = ['set -euo pipefail', ...blocks].join('\n')
  const { stdout, stderr, error } = await new Promise<{ stdout: string; stderr: string; error: Error | null }>((done) =>
    execFile('bash', ['-c', script], { env }, (error, stdout, stderr) => done({ stdout, stderr, error })),
  )
  expect(`${error ?? ''}${error ? stderr + stdout : ''}`).toBe('')
  expect(stdout).toContain('eu/2023-1543/routes/production-order')
  expect(stdout).toContain('scope_missing')
})
