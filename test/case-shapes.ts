import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blankNode, namedNode, parse, type Quad, quad, Store, type Term } from 'oxigraph'
import SHACLValidator from 'rdf-validate-shacl'

/** How many results of each severity a graph has. */
export interface Found {
  violations: number
  warnings: number
  infos: number
}

export interface CaseShapes {
  judge(jsonLd: string): Promise<Found>
  /** The terms of a graph in the ontology's own namespaces that the ontology does not define; no shape complains of them. */
  undefinedTerms(jsonLd: string): string[]
}

const sh = (name: string) => namedNode(`http://www.w3.org/ns/shacl#${name}`)
const rdfs = (name: string) => namedNode(`http://www.w3.org/2000/01/rdf-schema#${name}`)
const owl = (name: string) => namedNode(`http://www.w3.org/2002/07/owl#${name}`)
const a = namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type')

const SEVERITIES: Record<string, keyof Found> = {
  [sh('Violation').value]: 'violations',
  [sh('Warning').value]: 'warnings',
  [sh('Info').value]: 'infos',
}

/**
 * The shapes in the ontology files of a folder, ready to judge graphs written as JSON-LD. What SHACL Core says is judged by
 * rdf-validate-shacl; the constraints written in SPARQL, which that leaves out, are run beside it.
 */
export function caseShapes(folder: string): CaseShapes {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ttl'))
  const ontology = files.flatMap((file, i) => read(readFileSync(join(folder, file), 'utf8'), 'text/turtle', i))
  // A class of OWL is one of RDF Schema: a shape that is such a class is meant for its members without saying so.
  ontology.push(quad(owl('Class'), rdfs('subClassOf'), rdfs('Class')))

  // What the files import of one another is in the folder, and was read with the rest.
  const leftOut = new Set([owl('imports').value, sh('sparql').value])
  const validator = new SHACLValidator(ontology.filter(({ predicate }) => !leftOut.has(predicate.value)) as never)
  const constraints = sparqlConstraints(new Store(ontology))
  const known = ontology.filter(saysWhatATermIs)
  const statements = (jsonLd: string) => read(jsonLd, 'application/ld+json', files.length)
  const [core, whole] = [validator.factory.dataset(known as never), new Store(known)]

  return {
    async judge(jsonLd) {
      const graph = statements(jsonLd).filter((one) => !whole.has(one))
      for (const one of graph) core.add(one as never)
      for (const one of graph) whole.add(one)
      const found: Found = { violations: 0, warnings: 0, infos: 0 }
      const { results } = await validator.validate(core)
      for (const { severity } of results) found[SEVERITIES[severity.value] ?? 'violations']++
      for (const { severity, run } of constraints) found[severity] += run(whole)
      for (const one of graph) core.delete(one as never)
      for (const one of graph) whole.delete(one)
      return found
    },
    undefinedTerms(jsonLd) {
      const defined = new Set(ontology.map(({ subject }) => subject.value))
      const namespaces = new Set(ontology.filter(saysWhatATermIs).map(({ subject }) => namespaceOf(subject.value)))
      const used = statements(jsonLd).flatMap(({ predicate, object }) =>
        predicate.equals(a)
          ? [object.value]
          : [predicate.value, object.termType === 'Literal' ? object.datatype.value : ''],
      )
      return [...new Set(used)].filter((term) => namespaces.has(namespaceOf(term)) && !defined.has(term))
    },
  }
}

const namespaceOf = (term: string) => term.replace(/[^/#]*$/, '')

/** The statements of one file as one graph; a blank node is that file's own. */
function read(text: string, format: string, file: number): Quad[] {
  const own = (term: Term) => (term.termType === 'BlankNode' ? blankNode(`file${file}${term.value}`) : term)
  return parse(text, { format }).map(({ subject, predicate, object }) =>
    quad(own(subject) as Quad['subject'], predicate, own(object) as Quad['object']),
  )
}

/** Terms' classes and the order of classes: a graph is judged with them and without the rest of the ontology. */
function saysWhatATermIs({ subject, predicate, object }: Quad): boolean {
  if (subject.termType !== 'NamedNode') return false
  return predicate.equals(rdfs('subClassOf')) || (predicate.equals(a) && !object.value.startsWith(sh('').value))
}

interface SparqlConstraint {
  readonly severity: keyof Found
  /** How many results it has in a graph. */
  run(data: Store): number
}

function sparqlConstraints(ontology: Store): SparqlConstraint[] {
  const values = (of: Term, predicate: Term) => ontology.match(of, predicate).map(({ object }) => object)
  return ontology
    .match(null, sh('sparql'))
    .filter(({ subject }) => values(subject, sh('deactivated'))[0]?.value !== 'true')
    .map(({ subject: shape, object: constraint }) => {
      const [severity = sh('Violation')] = values(shape, sh('severity'))
      const [select] = values(constraint, sh('select'))
      if (select === undefined) throw new Error(`a SPARQL constraint of ${shape.value} has no SELECT`)
      const query = overFocusNodes(select.value)
      const classes = [
        ...values(shape, sh('targetClass')),
        ...values(shape, a)
          .filter((one) => one.equals(owl('Class')) || one.equals(rdfs('Class')))
          .map(() => shape),
      ]
      return {
        severity: SEVERITIES[severity.value] ?? 'violations',
        run(data) {
          const focus = [
            ...classes.flatMap((one) => instances(data, one)),
            ...values(shape, sh('targetNode')),
            ...values(shape, sh('targetSubjectsOf')).flatMap((one) => data.match(null, one).map((q) => q.subject)),
            ...values(shape, sh('targetObjectsOf')).flatMap((one) => data.match(null, one).map((q) => q.object)),
          ]
          const marks = focus.map((node) => quad(FOCUS, FOCUS, node as Quad['object']))
          for (const mark of marks) data.add(mark)
          const rows = data.query(query) as Map<string, Term>[]
          for (const mark of marks) data.delete(mark)
          return new Set(rows.map((row) => [...row].map(([name, term]) => `${name} ${term}`).join('\n'))).size
        },
      }
    })
}

const FOCUS = namedNode('urn:comity:focus')

/** The prefixes some of UCO's queries take as given, as the project's own validator gives them. */
const PREFIXES = `PREFIX rdfs: <${rdfs('').value}> PREFIX owl: <${owl('').value}> PREFIX sh: <${sh('').value}>`

/**
 * SHACL binds `$this` before a query runs; joined with the marked nodes it has the same values, blank nodes too. A blank node
 * has no IRI to ask for: UCO's queries count on an answer all the same, which no pattern matches.
 */
function overFocusNodes(select: string): string {
  const [, head = '', body = ''] = /^([\s\S]*?\bWHERE\s*\{)([\s\S]*)$/i.exec(select) ?? []
  const asked = body
    .replace(/\bGROUP BY\b/i, 'GROUP BY $this')
    .replace(/\bSTR\s*\(\s*\$this\s*\)/gi, 'IF(isBlank($this), "", STR($this))')
  return `${PREFIXES} ${head} ${FOCUS} ${FOCUS} $this . ${asked}`
}

function instances(data: Store, type: Term): Term[] {
  const rows = data.query(`SELECT DISTINCT ?one { ?one a/<${rdfs('subClassOf').value}>* ${type} }`)
  return (rows as Map<string, Term>[]).map((row) => row.get('one') as Term)
}
