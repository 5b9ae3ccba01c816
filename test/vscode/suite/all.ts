/** Every test of the extension host, in the order run. */
import './extension.suite.ts';
import './features.suite.ts';
import './pages.suite.ts';
