import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import type { Custody, CustodyAct, CustodyDevice, CustodyItem, PackagedKeys } from './package-format.ts'

/** CASE/UCO 1.4: the vocabulary other forensic tools read. */
const CONTEXT = {
  kb: 'urn:comity:',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** The custody record as a graph: files with their sums, provenance, and every act. The same record, the same bytes. */
export function caseGraph(custody: Custody, { organisations }: PackagedKeys): string {
  const known = new Set([...organisations.map(({ org }) => org), ...Object.keys(custody.people)])
  const items = new Set(custody.items.map(({ id }) => id))
  return canonicalJson({
    '@context': CONTEXT,
    '@graph': [
      investigation(custody),
      ...organisations.map(({ org, name }) => ({
        '@id': iri('organization', org),
        '@type': 'uco-identity:Organization',
        'uco-core:name': name,
      })),
      ...Object.entries(custody.people).map(([person, { name }]) => ({
        '@id': iri('person', person),
        '@type': 'uco-identity:Person',
        'uco-core:name': name,
      })),
      ...custody.items.flatMap((item, i) => [file(item), provenance(item, i + 1)]),
      ...(custody.devices ?? []).flatMap((one) => [device(one), ...one.items.map((item) => takenFrom(one, item))]),
      ...custody.acts.map((act) => action(act, items, known, custody)),
    ],
  })
}

function investigation({ subject, items, acts }: Custody): Json {
  return {
    '@id': iri('investigation', subject.id),
    '@type': 'case-investigation:Investigation',
    'uco-core:name': subject.title,
    'uco-core:object': [
      ...items.map(({ id }) => ({ '@id': iri('provenance-record', id) })),
      ...acts.map((act) => ({ '@id': actIri(act) })),
    ],
  }
}

function file(item: CustodyItem): Json {
  return {
    '@id': iri('file', item.id),
    '@type': 'uco-observable:File',
    'uco-core:name': item.name,
    'uco-core:hasFacet': [
      {
        '@id': iri('file-facet', item.id),
        '@type': 'uco-observable:FileFacet',
        'uco-observable:fileName': item.name,
        'uco-observable:sizeInBytes': item.size,
        ...(item.path === null ? {} : { 'uco-observable:filePath': item.path }),
      },
      {
        '@id': iri('content-data-facet', item.id),
        '@type': 'uco-observable:ContentDataFacet',
        'uco-observable:mimeType': item.mediaType,
        'uco-observable:sizeInBytes': item.size,
        'uco-observable:hash': [hash(item.id, item.sha256)],
      },
    ],
  }
}

function device({ id, name, serial }: CustodyDevice): Json {
  return {
    '@id': iri('device', id),
    '@type': 'uco-observable:Device',
    'uco-core:name': name,
    'uco-core:hasFacet': [
      {
        '@id': iri('device-facet', id),
        '@type': 'uco-observable:DeviceFacet',
        ...(serial === null ? {} : { 'uco-observable:serialNumber': serial }),
      },
    ],
  }
}

/** A piece was on a device. */
function takenFrom({ id }: CustodyDevice, item: string): Json {
  return {
    '@id': iri('relationship', `${item}:${id}`),
    '@type': 'uco-observable:ObservableRelationship',
    'uco-core:source': { '@id': iri('file', item) },
    'uco-core:target': { '@id': iri('device', id) },
    'uco-core:kindOfRelationship': 'Contained_Within',
    'uco-core:isDirectional': true,
  }
}

function hash(id: string, sha256: string): Json {
  return {
    '@id': iri('hash', `${id}:${sha256}`),
    '@type': 'uco-types:Hash',
    'uco-types:hashMethod': 'SHA256',
    'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': sha256 },
  }
}

function provenance({ id, name }: CustodyItem, exhibit: number): Json {
  return {
    '@id': iri('provenance-record', id),
    '@type': 'case-investigation:ProvenanceRecord',
    'uco-core:description': name,
    'case-investigation:exhibitNumber': String(exhibit),
    'uco-core:object': [{ '@id': iri('file', id) }],
  }
}

function action(
  act: CustodyAct,
  items: ReadonlySet<string>,
  known: ReadonlySet<string>,
  { people, devices = [] }: Custody,
): Json {
  const performer = known.has(act.by) ? act.by : act.org
  const time = { '@type': 'xsd:dateTime', '@value': act.at }
  const objects = [
    ...act.items.filter((id) => items.has(id)).map((id) => ({ '@id': iri('file', id) })),
    ...devices.filter(({ id }) => id === act.about).map(({ id }) => ({ '@id': iri('device', id) })),
  ]
  return {
    '@id': actIri(act),
    '@type': 'case-investigation:InvestigativeAction',
    'uco-core:name': act.kind,
    'uco-core:description': act.says,
    'uco-action:startTime': time,
    'uco-action:endTime': time,
    ...(known.has(performer)
      ? { 'uco-action:performer': { '@id': iri(performer in people ? 'person' : 'organization', performer) } }
      : {}),
    ...(objects.length > 0 ? { 'uco-action:object': objects } : {}),
  }
}

const actIri = ({ org, seq }: CustodyAct) => iri('investigative-action', `${org}:${seq}`)

/** Ends in a UUID, as UCO asks, which is always the same for the same thing (RFC 9562 §5.5: version 5). */
function iri(kind: string, name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${kind}:${name}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return `kb:${kind}-${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}

/** RFC 9562 §6.6: the namespace of URLs. */
const NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')
