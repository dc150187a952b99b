"""Train graphs of other programs: pyETRC and qETRC (JSON), ETRC (.trc), railML and jTrainGraph (XML, in only)."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.exchange.graphs.etrc import read_etrc
    from planner.exchange.graphs.etrc_write import write_etrc
    from planner.exchange.graphs.trc import read_trc, write_trc
    from planner.exchange.graphs.xml_graphs import read_xml_graph
else:
    __getattr__ = lazy_names(__name__)

TRC_MARK = "***Circuit***"  # with which a .trc begins

__all__ = ["TRC_MARK", "read_etrc", "read_trc", "read_xml_graph", "write_etrc", "write_trc"]
