/** Small makers of valid things for tests. Everything is fictive: documentation networks, `.example` names. */
export { orgnrFrom as orgnr } from '../../src/constituency/orgnr.ts'
