/// <reference types="office-js" />
import { startEngine } from 'virtual:quipu-engine';
import { mountPane } from '../pane/pane.tsx';
import { saveAs } from '../pane/save.ts';
import { Session } from '../pane/session.ts';
import { fetchTemplate } from '../pane/templates.ts';
import { say } from '../pane/texts.ts';
import { type FunctionsRuntime, registerFunctions } from './functions/register.ts';
import { excelHost, isNewEnough, languageOf } from './host/excel-host.ts';
import { followTheme } from './theme.ts';

/** The shared runtime of the add-in: functions, ribbon and pane in one page. */
Office.onReady(async () => {
  const lang = languageOf(Office.context.displayLanguage);
  document.documentElement.lang = lang;
  followTheme();
  const { CustomFunctions } = globalThis as { CustomFunctions?: FunctionsRuntime };
  if (CustomFunctions?.associate) registerFunctions(CustomFunctions, lang);
  const into = document.getElementById('pane') ?? document.body;
  if (!isNewEnough()) {
    into.textContent = say.old[lang];
    return;
  }
  const session = new Session(excelHost(), startEngine(), {
    template: fetchTemplate,
    fetch: (...args) => fetch(...args),
    save: saveAs,
    now: () => new Date(),
  });
  mountPane(session, into);
  // The button of the ribbon that reviews opens the pane as well: they share one page.
  Office.actions.associate('review', async (event: Office.AddinCommands.Event) => {
    await Office.addin.showAsTaskpane();
    session.show('review');
    await session.review();
    event.completed();
  });
  await session.begin();
});
