import { asks, readAccess } from './access.ts'
import { readArguments, wrongUse } from './arguments.ts'
import type { Answer } from './client.ts'

const USAGE = [
  'comity retention list | show ITEM | certificate ITEM [--json]',
  'comity retention hold ITEM --authority TEXT --reason TEXT',
  'comity retention lift ITEM HOLD --authority TEXT --reason TEXT',
  'comity retention extend ITEM --until DAY --reason TEXT',
  'comity retention destroy ITEM --reason TEXT (--rule RULE | --authority TEXT) [--with ID]… [--keep ID=REASON]…',
  '  --with, --keep: what becomes of each thing that `show` says was made of it',
  'comity retention erase SEQ… --authority TEXT --reason TEXT: what events of the log said',
  'comity retention agree PROPOSAL | decline PROPOSAL --reason TEXT',
  '  COMITY_TOKEN: the session to act in; COMITY_URL: the instance, unless --url',
].join('\n     ')

/** `comity retention`: how long evidence is kept, holds, what two persons decide, and the certificate of destruction. */
export async function retention(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean', default: false },
    reason: { type: 'string', default: '' },
    authority: { type: 'string', default: '' },
    until: { type: 'string', default: '' },
    rule: { type: 'string' },
    with: { type: 'string', multiple: true, default: [] },
    keep: { type: 'string', multiple: true, default: [] },
    url: { type: 'string' },
  })
  const [what = '', about = '', ...more] = positionals
  const access = readAccess(values.url)
  const { reason, authority, until, rule } = values
  const derived = [
    ...values.with.map((id) => ({ id, fate: 'destroyed' })),
    ...values.keep.map((text) => {
      const [id = '', ...why] = text.split('=')
      return { id, fate: 'kept', reason: why.join('=') }
    }),
  ]
  const piece = `/api/evidence/${about}`
  const ask = (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> =>
    asks(access, method, path, body)
  const decide = (agree: boolean) => ask('POST', `/api/retention/${about}/decision`, { agree, reason })
  const wants: Readonly<Record<string, () => Promise<Answer>>> = {
    show: () => ask('GET', `${piece}/retention`),
    certificate: () => ask('GET', `${piece}/certificate`),
    hold: () => ask('POST', `${piece}/holds`, { reason, authority }),
    lift: () => ask('POST', `${piece}/holds/${more[0] ?? ''}/lifting`, { reason, authority }),
    extend: () => ask('POST', `${piece}/extensions`, { until, reason }),
    destroy: () => ask('POST', `${piece}/destruction`, { reason, ...(rule ? { rule } : { authority }), derived }),
    erase: () => ask('POST', '/api/log/erasures', { seqs: [about, ...more].map(Number), reason, authority }),
    agree: () => decide(true),
    decline: () => decide(false),
  }
  if (what === 'list' && about === '') {
    const answer = await everything(ask)
    console.log(values.json ? JSON.stringify(answer) : asText(answer))
    return 0
  }
  const want = Object.hasOwn(wants, what) ? wants[what] : undefined
  const isTooMany = more.length > (what === 'erase' ? 999 : what === 'lift' ? 1 : 0)
  if (!want || about === '' || isTooMany || (what === 'lift' && more.length === 0)) throw wrongUse(USAGE)
  const answer = (await want()) ?? {}
  console.log(JSON.stringify(answer, undefined, values.json ? 0 : 2))
  return 0
}

/** All that is kept, page after page. */
async function everything(ask: (method: 'GET', path: string) => Promise<Answer>): Promise<Answer> {
  const first = await ask('GET', '/api/retention?limit=1000')
  const kept = [...first.kept]
  for (let { next } = first; next !== null; ) {
    const page = await ask('GET', `/api/retention?limit=1000&cursor=${next}`)
    kept.push(...page.kept)
    next = page.next
  }
  return { kept, proposals: first.proposals }
}

function asText({ kept, proposals }: Answer): string {
  return [
    ...kept.map(
      (one: Answer) => `${one.late ? 'LATE  ' : '      '}${one.reviewOn ?? 'no day    '}  ${one.id}  ${one.name}`,
    ),
    ...proposals.map(
      (one: Answer) =>
        `waits for a second person: ${one.kind}  ${one.id}  ${one.about}  by ${one.byName}: ${one.reason}`,
    ),
  ].join('\n')
}
