/** What is fetched when the first of these pages is come to. */

export { LinkPage } from '../../features/sign-in/link-page.tsx'
export { SignInPage } from '../../features/sign-in/sign-in-page.tsx'
export { WelcomePage } from '../../features/sign-in/welcome-page.tsx'
