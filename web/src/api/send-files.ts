/** A form with files, sent with word of how far it has come: `fetch` cannot tell that of what goes out. */
import { problemOf } from './problem.ts'

/** @param onPart from 0 to 1; null once all is sent and the server has yet to answer @throws ApiProblem */
export function sendFiles(path: string, form: FormData, onPart: (part: number | null) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onPart(loaded < total ? loaded / total : null))
    request.addEventListener('error', () => reject(problemOf(0, null)))
    request.addEventListener('abort', () => reject(problemOf(0, null)))
    request.addEventListener('load', () => {
      const { status, response } = request
      if (status >= 200 && status < 300) resolve()
      else reject(problemOf(status, response))
    })
    request.send(form)
  })
}
