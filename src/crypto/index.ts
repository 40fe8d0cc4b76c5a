export { type AdesFault, type AdesPart, type AdesSignature, type AdesTimestamp, isSound } from './ades.ts'
export { examineSignatures } from './ades-examine.ts'
export { examineJades } from './ades-json.ts'
export { examineXades } from './ades-xml.ts'
export { encrypterTo, openBytes, sealBytes } from './age.ts'
export { generateSealingKey, type SealingKey } from './age-keys.ts'
export { type Checkpoint, checkpointText, parseCheckpoint } from './checkpoint.ts'
export { concat } from './concat.ts'
export { cosignatureVerifier, cosignedAt, cosigner } from './cosignature.ts'
export { CryptoError } from './errors.ts'
export { sameBytes, sha256 } from './hash.ts'
export {
  contentDigest,
  type HttpMessage,
  type HttpSignatureAlgorithm,
  type HttpVerificationKey,
  isContentOf,
  signHttpMessage,
  verifyHttpSignature,
} from './http-signature.ts'
export { type Jwk, type Jws, type JwsCheck, jwsScheme, verifyJws } from './jose.ts'
export {
  type ConsistencyClaim,
  consistencySpans,
  emptyFrontier,
  emptyRoot,
  type Frontier,
  foldRight,
  frontierRoot,
  type Hash,
  type InclusionClaim,
  inclusionSpans,
  leafHash,
  nodeHash,
  perfectSpans,
  proveConsistency,
  proveInclusion,
  rootOf,
  type Span,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
export {
  addSignature,
  isBy,
  type Note,
  type NoteSignature,
  type NoteSigner,
  type NoteVerifier,
  noteSigner,
  noteVerifier,
  openNote,
  parseNote,
  parseVerifierKey,
  signNote,
} from './note.ts'
export { keyOfCertificate, keyOfJwk, type PublicKey, readPublicKeys, type Scheme, verifyBy } from './public-key.ts'
export { exportSeed, generateSigningKey, importSigningKey, type SigningKey, sign, verify } from './sign.ts'
export {
  checkTimestamp,
  checkTimestampToken,
  readCertificates,
  type Timestamp,
  type TimestampCheck,
  timestampQuery,
} from './timestamp.ts'
export {
  attributeOf,
  childElements,
  elementsIn,
  isElement,
  parseXml,
  textOf,
  type XmlAttribute,
  type XmlBounds,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from './xml.ts'
export { canonicalXml } from './xml-canonical.ts'
export {
  certificatesIn,
  checkXmlSignature,
  openSignedXml,
  type SignedReference,
  type XmlSignature,
  type XmlSignatureCheck,
  xmlSignaturesIn,
} from './xml-signature.ts'
export { signXml, type XmlSigner } from './xml-signing.ts'
