import { seal } from '../src/cli/seal.ts'
import { generateSealingKey } from '../src/crypto/index.ts'
const k = await generateSealingKey()
const t = performance.now()
console.log('base', process.resourceUsage().maxRSS/1024)
await seal(['/tmp/big','--to',k.recipient,'--json'])
console.log(1024/((performance.now()-t)/1000), process.resourceUsage().maxRSS/1024)
