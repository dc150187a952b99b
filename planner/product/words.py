"""What berths and mobility groups of a published train are called; to be translated."""

from planner.sentences import N_

BERTH_WORDS = {"lower": N_("下铺"), "middle": N_("中铺"), "upper": N_("上铺")}
GROUP_WORDS = {"steady": N_("走得稳的客人"), "gentle": N_("走得慢、坐轮椅的客人")}
