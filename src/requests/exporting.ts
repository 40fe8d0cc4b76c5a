import type { Actor } from '../accounts/index.ts'
import type { Json } from '../base/canonical-json.ts'
import type { LawBase } from '../law/index.ts'
import { type Export, exportPackage, type Package, type Vault } from '../vault/index.ts'
import { courseOf, reasonFrom } from './course.ts'
import { assessorOf } from './custody-assessing.ts'
import { printCustody } from './custody-report.ts'
import { validationIn } from './forms/context.ts'
import type { Course } from './lifecycle.ts'
import { type Addressee, boundFor } from './release/destination.ts'
import { findRequest } from './store/requests.ts'

/** The keys of the exporting organisation, and whom it knows. */
interface Exporting extends Pick<Export, 'signing' | 'sealing'> {
  readonly purpose: string
  readonly law: LawBase
  /** Of the printed custody record. */
  readonly language?: string
  /** Whom it is for; it stays here where nobody is named. */
  readonly to?: Addressee | undefined
  /** Everybody known here; those that have a part in the request are named in the package. */
  readonly directory: Export['organisations']
}

/**
 * The verified evidence of a request as a package, for whoever is named. Throws `reason_missing` without a purpose,
 * `nothing_verified`, and `release_closed` unless the gate lets all of it out to them.
 */
export async function exportRequest(
  vault: Vault,
  actor: Actor,
  id: string,
  { purpose: given, to, directory, law, language = 'en', ...keys }: Exporting,
): Promise<Package> {
  const purpose = reasonFrom(given, 'purpose')
  const request = await findRequest(vault.db, actor.org, id)
  const course = await courseOf(vault.db, request)
  const part = new Set([actor.org, request.counterpart, ...request.parties.map(({ org }) => org)])
  const at = vault.now()
  const assess = assessorOf(law, course, at)
  return exportPackage({ ...vault, law }, actor, {
    ...keys,
    request: request.id,
    origin: request.origin,
    title: request.title,
    purpose,
    bound: boundFor(actor, to, { law, now: vault.now }),
    organisations: directory
      .filter(({ org, signing }) => part.has(org) && signing !== '')
      .map(({ org, name, signing }) => ({ org, name, signing })),
    record: recordOf(course),
    admissibility: (record) => jsonOf(assess(record)),
    report: async (custody, goes) => ({
      name: 'custody.pdf',
      bytes: await printCustody({
        title: request.title,
        fileNumber: request.fileNumber,
        request: request.id,
        order: `${request.routeTitle}, ${request.counterpartName}`,
        exporter: `${actor.name}, ${actor.orgName}`,
        purpose,
        goes,
        custody: custody.map((record) => ({ ...record, admissibility: assess(record) })),
        law,
        language,
        at,
      }),
    }),
  })
}

/** The same as what stands in a file: without what is undefined. */
const jsonOf = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json

/** Matter, order, law and validation, as the rules on admissibility want them on record. */
function recordOf({ request, steps, decisions }: Course): Record<string, Json> {
  const validation = validationIn(steps, decisions)
  return {
    matter: { title: request.title, fileNumber: request.fileNumber },
    order: {
      rule: request.rule,
      title: request.routeTitle,
      author: request.author?.name ?? null,
      addressee: request.counterpartName,
      sent: request.leftAt ?? null,
      validated: validation ? { by: validation.name, at: validation.at } : null,
    },
    law: { ...request.law },
  }
}
