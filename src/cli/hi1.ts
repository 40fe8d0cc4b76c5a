import { readFile } from 'node:fs/promises'
import { DomainError } from '../base/errors.ts'
import { readPublicKeys } from '../crypto/index.ts'
import {
  actionsFor,
  type Form,
  formOf,
  type Hi1Message,
  hi1Request,
  openSigned,
  overMutualTls,
  reachable,
  readHi1,
  recordInto,
  writeHi1,
} from '../exchange/index.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { parseJson } from './input.ts'

const USAGE = [
  'comity hi1 validate FILE [--key KEYS.pem]                      is it a message of ETSI TS 103 120, and by whom',
  '  comity hi1 convert FILE --to xml|json                          the same message in the other form',
  '  comity hi1 build TOLD.json [--form json]                       { type, body, sender, receiver, profile } as a message',
  '  comity hi1 send FILE --url URL --cert OWN.pem --key OWN.key --peer SHA-256 [--record FOLDER]',
].join('\n')

/** `comity hi1 …`: the reference client for ETSI TS 103 120. */
export async function hi1([what, ...args]: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean' },
    to: { type: 'string' },
    form: { type: 'string' },
    key: { type: 'string' },
    cert: { type: 'string' },
    url: { type: 'string' },
    peer: { type: 'string' },
    record: { type: 'string' },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw wrongUse(USAGE)
  const bytes = new Uint8Array(
    await readFile(file === '-' ? '/dev/stdin' : file).catch((cause) => {
      throw new DomainError('missing', 'no_such_file', `There is no file ${file} that can be read`, { cause })
    }),
  )
  switch (what) {
    case 'validate':
      return validate(bytes, values.key, values.json === true)
    case 'convert':
      return show(await writeHi1(await readHi1(bytes), formFrom(values.to)))
    case 'build':
      return show(await writeHi1(built(bytes), formFrom(values.form ?? 'xml')))
    case 'send':
      return send(bytes, values)
    default:
      throw wrongUse(USAGE)
  }
}

function formFrom(name: string | undefined): Form {
  if (name === 'xml' || name === 'json') return name
  throw wrongUse(USAGE)
}

function show(bytes: Uint8Array): number {
  process.stdout.write(bytes)
  return 0
}

/** 0 for a message that holds, with what it is; what it is not is told as every refusal is. */
async function validate(bytes: Uint8Array, keyFile: string | undefined, json: boolean): Promise<number> {
  const keys = keyFile === undefined ? undefined : await readPublicKeys(await readFile(keyFile, 'utf8'))
  const message = keys ? await openSigned(bytes, { keys }) : await readHi1(bytes)
  const { Header } = message
  const about = {
    form: formOf(bytes),
    version: Header.Version.ETSIVersion,
    profile: Header.Version.NationalProfileOwner,
    sender: nameOf(Header.SenderIdentifier),
    receiver: nameOf(Header.ReceiverIdentifier),
    transaction: Header.TransactionIdentifier,
    actions: actionsIn(message),
    signature: keys ? 'holds' : 'not looked at',
  }
  if (json) console.log(JSON.stringify({ valid: true, ...about }))
  else for (const [name, value] of Object.entries(about)) console.log(`${name.padEnd(12)} ${[value].flat().join(', ')}`)
  return 0
}

const nameOf = ({ CountryCode, UniqueIdentifier }: Hi1Message['Header']['SenderIdentifier']) =>
  `${CountryCode} ${UniqueIdentifier}`

function actionsIn({ Payload: { RequestPayload, ResponsePayload } }: Hi1Message): string[] {
  const actions = RequestPayload?.ActionRequests.ActionRequest ?? ResponsePayload?.ActionResponses?.ActionResponse ?? []
  return actions.map((action) => {
    const [verb = '', content] = Object.entries(action).find(([name]) => name !== 'ActionIdentifier') ?? []
    const object = (content as { HI1Object?: { type: string } } | undefined)?.HI1Object
    return object ? `${verb} ${object.type}` : verb
  })
}

/** What one organisation tells another, as HI-1 has it: see docs/hi1.md. */
function built(bytes: Uint8Array): Hi1Message {
  const { type, body, sender, receiver, profile } = (parseJson(new TextDecoder().decode(bytes)) ?? {}) as Record<
    string,
    never
  >
  if (!type || !body || !sender || !receiver || !profile) throw wrongUse(USAGE)
  const ends = { sender, receiver }
  const envelope = { ...ends, profile, transaction: crypto.randomUUID(), at: Temporal.Now.instant() }
  return hi1Request(envelope, actionsFor({ type, body }, ends))
}

type Given = { readonly [Name in 'url' | 'cert' | 'key' | 'peer' | 'record']?: string | undefined }

/** Sends a message that holds, to the certificate that is expected there, and shows the answer. 1 where it refuses. */
async function send(bytes: Uint8Array, { url, cert, key, peer, record }: Given): Promise<number> {
  if (!url?.startsWith('https:') || !URL.canParse(url) || !cert || !key || !/^[0-9a-f]{64}$/.test(peer ?? '')) throw wrongUse(USAGE) // biome-ignore format: one line
  const { Header } = await readHi1(bytes)
  const identity = { certificate: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') }
  // Whoever is at the keyboard may ask anybody.
  const anywhere = reachable(['0.0.0.0/0', '::/0'])
  const answer = await overMutualTls(identity, anywhere)({ url, certificate: peer ?? '', form: formOf(bytes) }, bytes)
  const { Payload } = await readHi1(answer)
  if (record) await recordInto(record)(Header.TransactionIdentifier, bytes, answer)
  show(answer)
  const given = Payload.ResponsePayload?.ActionResponses?.ActionResponse ?? []
  const isRefused = Payload.ResponsePayload?.ErrorInformation || given.some(({ ErrorInformation }) => ErrorInformation)
  return isRefused ? 1 : 0
}
