import { DomainError } from '../base/errors.ts'
import { type Answer, answered } from './client.ts'

/** An instance and a session there. */
export interface Access {
  readonly url: string
  readonly token: string
}

/** From `--url` or COMITY_URL, and COMITY_TOKEN. Throws `url`, `no_session`. */
export function readAccess(given: string | undefined): Access {
  const url = given ?? process.env.COMITY_URL ?? 'http://localhost:3000'
  const token = process.env.COMITY_TOKEN
  if (!URL.canParse(url))
    throw new DomainError('invalid', 'url', 'This is not the address of an instance', { path: 'url' })
  if (!token) {
    const message = 'Say in which session to act: COMITY_TOKEN'
    throw new DomainError('invalid', 'no_session', message, { path: 'COMITY_TOKEN' })
  }
  return { url: url.replace(/\/$/, ''), token }
}

export const bearer = ({ token }: Access) => ({ authorization: `Bearer ${token}` })

/** Asks the API of the instance; what it refuses is thrown with its code. */
export async function asks(access: Access, method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { ...bearer(access), 'content-type': 'application/json' }
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  return answered(await fetch(access.url + path, { method, headers, ...content }))
}
