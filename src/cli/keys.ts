import { asks, readAccess } from './access.ts'
import { readArguments, wrongUse } from './arguments.ts'
import type { Answer } from './client.ts'

const USAGE = [
  'comity keys show | rotate --reason TEXT [--url URL] [--json]',
  'comity keys recovery add|remove RECIPIENT [--label TEXT] [--url URL] [--json]',
  '  COMITY_TOKEN: the session to act in; COMITY_URL: the instance, unless --url',
].join('\n     ')

/** `comity keys`: the keys of an organisation, a new one to be sealed to, and the keys for recovery. */
export async function keys(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean', default: false },
    reason: { type: 'string' },
    label: { type: 'string' },
    url: { type: 'string' },
  })
  const [what, how, recipient, ...more] = positionals
  const access = readAccess(values.url)
  if (more.length > 0) throw wrongUse(USAGE)
  if (what === 'rotate' && how === undefined) {
    await asks(access, 'POST', '/api/keys/rotations', { reason: values.reason ?? '' })
  } else if (what === 'recovery' && how === 'add' && recipient) {
    await asks(access, 'POST', '/api/keys/recovery', { recipient, label: values.label ?? '' })
  } else if (what === 'recovery' && how === 'remove' && recipient) {
    await asks(access, 'DELETE', `/api/keys/recovery/${recipient}`)
  } else if (what !== 'show' || how !== undefined) {
    throw wrongUse(USAGE)
  }
  const answer = await asks(access, 'GET', '/api/keys')
  console.log(values.json ? JSON.stringify(answer) : asText(answer))
  return 0
}

function asText({ signing, sealing, recovery, waiting }: Answer): string {
  return [
    `signs with    ${signing}`,
    `is sealed to  ${sealing}`,
    ...recovery.map((key: Answer) => `and to        ${key.recipient}  ${key.label}`),
    ...(waiting > 0 ? [`${waiting} pieces are still sealed to other keys; that is made good by itself`] : []),
  ].join('\n')
}
