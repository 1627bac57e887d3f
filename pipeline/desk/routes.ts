import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  ownAccount,
} from './pages/account.ts';
import { confirm } from './pages/confirm.ts';
import { connections, dropDrive, dropMail, keepDrive, keepMail } from './pages/connections.ts';
import { decisions, takeDecision } from './pages/decisions.ts';
import {
  beginOutside,
  choosePassword,
  codePage,
  endOutside,
  enterCode,
  invitation,
  signIn,
  signInPage,
  signOut,
} from './pages/door.ts';
import { drive, fetchDriveNow, returnNow } from './pages/drive.ts';
import { figure, figures } from './pages/figures.ts';
import { home } from './pages/home.ts';
import { fetchNow, mail, sendNow } from './pages/mail.ts';
import { keepSheet, officeSheet, officeSheets } from './pages/office-sheets.ts';
import {
  addPasskey,
  askForNewPasskey,
  askForPasskey,
  passkeyScript,
  removePasskey,
  signInWithPasskey,
} from './pages/passkeys.ts';
import {
  allInDrive,
  allPrefilled,
  dropList,
  enter,
  expectedBook,
  keepList,
  prefilled,
  programmes,
  withdraw,
} from './pages/programmes.ts';
import { draftFile, handedOutFile, mergeNow, publishing, takeStep } from './pages/publish.ts';
import { readersFile, readersPage, share, withdrawLink } from './pages/readers.ts';
import { roadmap, roadmaps } from './pages/roadmaps.ts';
import { send, sendForm } from './pages/send.ts';
import { invite, log, makeBackup, makeKey, remove, settings, withdrawKey } from './pages/settings.ts';
import { accept, submission } from './pages/submission.ts';
import { original, review } from './pages/submission-files.ts';
import { submissions } from './pages/submissions.ts';
import { script, work } from './pages/work.ts';
import type { Route } from './route.ts';

/** Every address of the desk; each says who may. */
export const routes: readonly Route[] = [
  home,
  signInPage,
  signIn,
  passkeyScript,
  askForPasskey,
  signInWithPasskey,
  askForNewPasskey,
  addPasskey,
  removePasskey,
  codePage,
  enterCode,
  beginOutside,
  endOutside,
  signOut,
  ownAccount,
  changePassword,
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  invitation,
  choosePassword,
  sendForm,
  send,
  submissions,
  submission,
  accept,
  confirm,
  original,
  review,
  mail,
  fetchNow,
  sendNow,
  drive,
  fetchDriveNow,
  returnNow,
  decisions,
  takeDecision,
  figures,
  figure,
  roadmaps,
  roadmap,
  programmes,
  enter,
  withdraw,
  expectedBook,
  keepList,
  dropList,
  prefilled,
  allPrefilled,
  allInDrive,
  officeSheets,
  officeSheet,
  keepSheet,
  publishing,
  share,
  withdrawLink,
  readersPage,
  readersFile,
  mergeNow,
  takeStep,
  handedOutFile,
  draftFile,
  settings,
  invite,
  remove,
  makeKey,
  withdrawKey,
  makeBackup,
  connections,
  keepMail,
  dropMail,
  keepDrive,
  dropDrive,
  log,
  work,
  script,
];
