import canonicalize from 'canonicalize'
import { DomainError } from './errors.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The one byte form of a JSON value (RFC 8785): what is hashed or signed goes through here, and only here. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new DomainError('invalid', 'not_json', 'This value has no JSON form')
  return text
}
