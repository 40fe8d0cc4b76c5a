import { describe, expect, test } from 'vitest'
import { standards } from '../standards.ts'
import { cases as ades } from './ades.ts'
import { cases as age } from './age.ts'
import { cases as as4 } from './as4.ts'
import { cases as bagit } from './bagit.ts'
import type { Case, Cases } from './case.ts'
import { cases as caseUco } from './case-uco.ts'
import { cases as eCodex } from './e-codex.ts'
import { cases as hi1 } from './etsi-ts-103120.ts'
import { cases as samples } from './evidence-samples.ts'
import { cases as httpSignatures } from './http-signatures.ts'
import { cases as jose } from './jose.ts'
import { cases as merkle } from './merkle-tlog.ts'
import { cases as timestamps } from './rfc3161.ts'
import { cases as jcs } from './rfc8785-jcs.ts'
import { cases as timeLimits } from './time-limits.ts'
import { cases as webauthn } from './webauthn.ts'
import { cases as xmlSecurity } from './xml-security.ts'

const sets: Record<string, Cases> = {
  ades,
  age,
  as4,
  bagit,
  'e-codex': eCodex,
  'case-uco': caseUco,
  'etsi-ts-103120': hi1,
  'evidence-samples': samples,
  'http-signatures': httpSignatures,
  jose,
  'merkle-tlog': merkle,
  rfc3161: timestamps,
  'rfc8785-jcs': jcs,
  'time-limits': timeLimits,
  webauthn,
  'xml-security': xmlSecurity,
}

describe.each(Object.entries(sets))('the public vectors %s', (set, cases) => {
  const folder = standards(set)
  test.skipIf(folder === undefined)('all hold', { timeout: 120_000 }, async () => {
    const tried: Case[] = await Array.fromAsync(cases(folder ?? ''))
    expect(tried.filter(({ differs }) => differs !== undefined)).toEqual([])
    expect(tried.length).toBeGreaterThan(0)
  })
})
