/** Every address of the pages, once: the router, the links and the tests use these. */
export const urls = {
  front: '/',
  preferences: '/preferences',
  routes: '/routes',
  analysis: '/routes/analysis',
  law: '/law',
  lawCases: '/law/cases',
  /** `cases/eu/munich#2` stands at `/law/cases/eu/munich/2`. */
  lawCase: (id: string) => `/law/${id.replace('#', '/')}`,
  lawStates: '/law/states',
  lawPairs: '/law/pairs',
  lawPair: (a: string, b: string) => `/law/pairs/${a}/${b}`,
  map: '/law/map',
  mapReason: '/law/map/analysis',
  models: '/law/models',
  signIn: '/sign-in',
  signInDemonstration: '/sign-in/demonstration',
  passkeyOptions: '/sign-in/passkey/options',
  passkey: '/sign-in/passkey',
  signOut: '/sign-out',
  setUp: '/set-up',
  passkeys: '/passkeys',
  today: '/today',
  notifications: '/notifications',
  matters: '/matters',
  newMatter: '/matters/new',
  matter: (id: string) => `/matters/${id}`,
  matterAnalysis: (id: string) => `/matters/${id}/analysis`,
  draft: (matter: string) => `/matters/${matter}/draft`,
  requests: '/requests',
  request: (id: string) => `/requests/${id}`,
  requestAct: (id: string, act: string) => `/requests/${id}/${act}`,
  requestForm: (id: string) => `/requests/${id}/form`,
  running: (id: string) => `/requests/${id}/running`,
  runningAct: (id: string, act: string) => `/requests/${id}/running/${act}`,
  emergency: (id: string) => `/requests/${id}/emergency`,
  emergencyAct: (id: string, act: string) => `/requests/${id}/emergency/${act}`,
  linking: (id: string) => `/requests/${id}/linking`,
  linkingAct: (id: string, act: string) => `/requests/${id}/linking/${act}`,
  preservations: (matter: string) => `/matters/${matter}/preservations`,
  teams: '/teams',
  newTeam: '/teams/new',
  team: (id: string) => `/teams/${id}`,
  teamAct: (id: string, act: string) => `/teams/${id}/${act}`,
  statement: (id: string) => `/requests/${id}/statement`,
  comparison: (id: string) => `/requests/${id}/comparison`,
  redraft: (id: string) => `/requests/${id}/redraft`,
  translations: (id: string) => `/requests/${id}/translations`,
  requestPdf: (id: string) => `/requests/${id}/form.pdf`,
  review: (request: string, id: string) => `/requests/${request}/reviews/${id}`,
  reviewAct: (request: string, id: string, act: string) => `/requests/${request}/reviews/${id}/${act}`,
  answering: (id: string) => `/requests/${id}/answering`,
  answeringAct: (id: string, act: string) => `/requests/${id}/answering/${act}`,
  answeringPaper: (id: string, entry: string) => `/requests/${id}/answering/papers/${entry}.pdf`,
  costs: '/costs',
  costsCsv: '/costs.csv',
  dealing: (id: string, area: string) => `/requests/${id}/${area}`,
  dealingAct: (id: string, area: string, act: string) => `/requests/${id}/${area}/${act}`,
  objection: (id: string) => `/requests/${id}/objection`,
  invitation: (code: string) => `/invitations/${encodeURIComponent(code)}`,
  production: (request: string) => `/requests/${request}/production`,
  productionFiles: (request: string) => `/requests/${request}/production/files`,
  /** Where the browser sends files in parts: of the API. */
  uploads: (request: string) => `/api/requests/${request}/uploads`,
  giveUp: (request: string, upload: string) => `/requests/${request}/production/uploads/${upload}/end`,
  evidence: (request: string) => `/requests/${request}/evidence`,
  evidenceVerifications: (request: string) => `/requests/${request}/evidence/verifications`,
  requestCustody: (request: string) => `/requests/${request}/custody`,
  packages: (request: string) => `/requests/${request}/packages`,
  piece: (item: string) => `/evidence/${item}`,
  openings: (item: string) => `/evidence/${item}/openings`,
  verifications: (item: string) => `/evidence/${item}/verifications`,
  custody: (item: string) => `/evidence/${item}/custody`,
  log: '/log',
  logVerification: '/log/verification',
  logCheckpoint: '/log/checkpoint',
  logEvent: (seq: number | string) => `/log/${seq}`,
  logProof: (seq: number | string) => `/log/${seq}/proof`,
  operator: '/operator',
  operatorOrganisations: '/operator/organisations',
  operatorInvitations: '/operator/invitations',
  operatorPeers: '/operator/peers',
  operatorHealth: '/operator/health',
  statistics: '/statistics',
  rule: (id: string) => `/law/${id.split('/').map(encodeURIComponent).join('/')}`,
} as const

/** An address with its query; parameters that are undefined or empty are left out. */
export function withQuery(path: string, query: Record<string, string | undefined> | URLSearchParams): string {
  const entries = query instanceof URLSearchParams ? [...query] : Object.entries(query)
  const given = entries.filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
  const text = new URLSearchParams(given).toString()
  return text === '' ? path : `${path}?${text}`
}

/** A place on this instance to go back to; anything that leads elsewhere becomes the front page. */
export function placeHere(input: string | undefined): string {
  if (!input || !URL.canParse(input, 'https://here.invalid')) return urls.front
  const url = new URL(input, 'https://here.invalid')
  return url.origin === 'https://here.invalid' && input.startsWith('/') ? `${url.pathname}${url.search}` : urls.front
}
